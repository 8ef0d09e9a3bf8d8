<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id" sourcelanguage="en">
<context>
    <name>booth</name>
    <message>
        <source>A login has 2 to 32 small letters, digits, dots, hyphens or underscores, and starts with a letter.</source>
        <translation>Nama masuk terdiri dari 2 sampai 32 huruf kecil, angka, titik, tanda hubung atau garis bawah, dan diawali huruf.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Alamat</translation>
    </message>
    <message>
        <source>Already recorded. One recording is for life: a second one is never processed.</source>
        <translation>Sudah pernah merekam. Perekaman berlaku seumur hidup: rekaman kedua tidak akan diproses.</translation>
    </message>
    <message>
        <source>Another program holds the queue of recordings. Wait a moment, then try again.</source>
        <translation>Program lain sedang memakai antre kirim. Tunggu sebentar, lalu coba lagi.</translation>
    </message>
    <message>
        <source>Another program is using the data of this booth. Wait a moment, then try again.</source>
        <translation>Program lain sedang memakai data bilik ini. Tunggu sebentar, lalu coba lagi.</translation>
    </message>
    <message>
        <source>Bandaged or injured</source>
        <translation>Diperban atau luka</translation>
    </message>
    <message>
        <source>Blood group</source>
        <translation>Golongan darah</translation>
    </message>
    <message>
        <source>Calloused or worn: no print after several tries</source>
        <translation>Kapalan atau aus: sidik tidak terbaca setelah beberapa kali</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Dibatalkan.</translation>
    </message>
    <message>
        <source>Check personal data</source>
        <translation>Cocokkan biodata</translation>
    </message>
    <message>
        <source>Check the owner and the permissions of the data folder, and whether the disk became read-only.</source>
        <translation>Periksa pemilik dan izin folder data, dan apakah diska menjadi hanya-baca.</translation>
    </message>
    <message>
        <source>Choose another data folder, or log in to this one.</source>
        <translation>Pilih folder data lain, atau masuk ke yang ini.</translation>
    </message>
    <message>
        <source>Citizenship</source>
        <translation>Kewarganegaraan</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Warna</translation>
    </message>
    <message>
        <source>Come a little closer.</source>
        <translation>Maju sedikit.</translation>
    </message>
    <message>
        <source>Copy the data folder to another disk first. Then restore the last backup.</source>
        <translation>Salin dulu folder data ke diska lain. Setelah itu pulihkan cadangan terakhir.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Gelap</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Tanggal lahir</translation>
    </message>
    <message>
        <source>Deformed or stiff</source>
        <translation>Cacat atau kaku</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Digits 7 and 8 ({found}) are no day: 01–31, for women 41–71.</source>
        <translation>Angka ke-7 dan ke-8 ({found}) bukan tanggal: 01–31, untuk perempuan 41–71.</translation>
    </message>
    <message>
        <source>Digits 9 and 10 ({found}) are no month: 01–12.</source>
        <translation>Angka ke-9 dan ke-10 ({found}) bukan bulan: 01–12.</translation>
    </message>
    <message>
        <source>Empty the recycle bin and remove old downloads; never delete files of the data folder.</source>
        <translation>Kosongkan tempat sampah dan hapus unduhan lama; jangan hapus berkas di folder data.</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Face photo</source>
        <translation>Foto wajah</translation>
    </message>
    <message>
        <source>Finger missing</source>
        <translation>Jari tidak ada</translation>
    </message>
    <message>
        <source>Fingerprints</source>
        <translation>Sidik jari</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Nama lengkap</translation>
    </message>
    <message>
        <source>Good. Hold still.</source>
        <translation>Bagus. Jangan bergerak.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Bantuan</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Kontras tinggi</translation>
    </message>
    <message>
        <source>KK number</source>
        <translation>Nomor KK</translation>
    </message>
    <message>
        <source>Keep this data folder as evidence and report it; recordings are not affected.</source>
        <translation>Simpan folder data ini sebagai bukti dan laporkan; rekaman tidak terpengaruh.</translation>
    </message>
    <message>
        <source>Keys on this screen</source>
        <translation>Tombol di layar ini</translation>
    </message>
    <message>
        <source>Left index finger</source>
        <translation>Telunjuk kiri</translation>
    </message>
    <message>
        <source>Left little finger</source>
        <translation>Kelingking kiri</translation>
    </message>
    <message>
        <source>Left middle finger</source>
        <translation>Jari tengah kiri</translation>
    </message>
    <message>
        <source>Left ring finger</source>
        <translation>Jari manis kiri</translation>
    </message>
    <message>
        <source>Left thumb</source>
        <translation>Ibu jari kiri</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Terang</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Ikuti sistem</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Kunci layar</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Keluar</translation>
    </message>
    <message>
        <source>Login or password is wrong. Try again.</source>
        <translation>Nama masuk atau kata sandi salah. Coba lagi.</translation>
    </message>
    <message>
        <source>Login or password is wrong. Wait {wait} seconds, then try again.</source>
        <translation>Nama masuk atau kata sandi salah. Tunggu {wait} detik, lalu coba lagi.</translation>
    </message>
    <message>
        <source>Look for a second copy of this program, or for a backup program that holds vault.db.</source>
        <translation>Cari program ini yang terbuka dua kali, atau program cadangan yang menahan vault.db.</translation>
    </message>
    <message>
        <source>Marital status</source>
        <translation>Status perkawinan</translation>
    </message>
    <message>
        <source>Move a little to the left.</source>
        <translation>Geser sedikit ke kiri.</translation>
    </message>
    <message>
        <source>Move a little to the right.</source>
        <translation>Geser sedikit ke kanan.</translation>
    </message>
    <message>
        <source>Move back a little.</source>
        <translation>Mundur sedikit.</translation>
    </message>
    <message>
        <source>Move down a little.</source>
        <translation>Turun sedikit.</translation>
    </message>
    <message>
        <source>Move up a little.</source>
        <translation>Naik sedikit.</translation>
    </message>
    <message>
        <source>NIK</source>
        <translation>NIK</translation>
    </message>
    <message>
        <source>No face in the picture. Look at the camera.</source>
        <translation>Wajah tidak terlihat. Lihat ke kamera.</translation>
    </message>
    <message>
        <source>Not in the register of this booth: taken down by hand from the KK.</source>
        <translation>Tidak ada dalam daftar bilik ini: dicatat tangan dari KK.</translation>
    </message>
    <message>
        <source>Not yet 16 and never married: a recording is not possible before {date}.</source>
        <translation>Belum 16 tahun dan belum pernah kawin: baru bisa merekam mulai {date}.</translation>
    </message>
    <message>
        <source>Occupation</source>
        <translation>Pekerjaan</translation>
    </message>
    <message>
        <source>Only a supervisor or a technician may do this.</source>
        <translation>Hanya penyelia atau teknisi yang boleh melakukan ini.</translation>
    </message>
    <message>
        <source>Only one person may be in the picture.</source>
        <translation>Hanya satu orang yang boleh terlihat.</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>Bahasa lain</translation>
    </message>
    <message>
        <source>Other reason, noted</source>
        <translation>Alasan lain, dicatat</translation>
    </message>
    <message>
        <source>Place of birth</source>
        <translation>Tempat lahir</translation>
    </message>
    <message>
        <source>RT</source>
        <translation>RT</translation>
    </message>
    <message>
        <source>RW</source>
        <translation>RW</translation>
    </message>
    <message>
        <source>Recorded before</source>
        <translation>Pernah merekam</translation>
    </message>
    <message>
        <source>Relation to the head of family</source>
        <translation>SHDK (hubungan dalam keluarga)</translation>
    </message>
    <message>
        <source>Religion</source>
        <translation>Agama</translation>
    </message>
    <message>
        <source>Resident is bedridden</source>
        <translation>Warga tidak bisa bangun</translation>
    </message>
    <message>
        <source>Review and save</source>
        <translation>Periksa dan simpan</translation>
    </message>
    <message>
        <source>Right index finger</source>
        <translation>Telunjuk kanan</translation>
    </message>
    <message>
        <source>Right little finger</source>
        <translation>Kelingking kanan</translation>
    </message>
    <message>
        <source>Right middle finger</source>
        <translation>Jari tengah kanan</translation>
    </message>
    <message>
        <source>Right ring finger</source>
        <translation>Jari manis kanan</translation>
    </message>
    <message>
        <source>Right thumb</source>
        <translation>Ibu jari kanan</translation>
    </message>
    <message>
        <source>Run “booth provision” on this data folder, or restore a backup.</source>
        <translation>Jalankan “booth provision” pada folder data ini, atau pulihkan cadangan.</translation>
    </message>
    <message>
        <source>Sending failed. It will be tried again.</source>
        <translation>Pengiriman gagal. Akan dicoba lagi.</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Jenis kelamin</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Tanda tangan</translation>
    </message>
    <message>
        <source>Something went wrong. Try again; if it happens again, call the technician.</source>
        <translation>Ada yang salah. Coba lagi; kalau terulang, panggil teknisi.</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Spasi</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Penyelia</translation>
    </message>
    <message>
        <source>Technician</source>
        <translation>Teknisi</translation>
    </message>
    <message>
        <source>The KK is of another kecamatan: {kecamatan}. Refer the resident to the Disdukcapil office.</source>
        <translation>KK-nya dari kecamatan lain: {kecamatan}. Rujuk warga ke kantor Disdukcapil.</translation>
    </message>
    <message>
        <source>The activity log was changed from outside (entry {row}). Call the technician.</source>
        <translation>Catatan kegiatan diubah dari luar (baris {row}). Panggil teknisi.</translation>
    </message>
    <message>
        <source>The birth date in the NIK differs from the biodata. Ask the resident which is right.</source>
        <translation>Tanggal lahir dalam NIK berbeda dengan biodata. Tanyakan kepada warga mana yang benar.</translation>
    </message>
    <message>
        <source>The data of this booth are damaged and were not opened. Nothing was deleted. Call the technician.</source>
        <translation>Data bilik ini rusak dan tidak dibuka. Tidak ada yang dihapus. Panggil teknisi.</translation>
    </message>
    <message>
        <source>The data of this booth cannot be used now. Try again; if it happens again, call the technician.</source>
        <translation>Data bilik ini tidak dapat dipakai sekarang. Coba lagi; jika terulang, panggil teknisi.</translation>
    </message>
    <message>
        <source>The data of this booth cannot be written. Call the technician.</source>
        <translation>Data bilik ini tidak dapat ditulis. Panggil teknisi.</translation>
    </message>
    <message>
        <source>The device reported a fault. Try again; if it happens again, call the technician.</source>
        <translation>Perangkat melaporkan kesalahan. Coba lagi; kalau terulang, panggil teknisi.</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was lost; free some space, then try again.</source>
        <translation>Diska penuh. Tidak ada yang hilang; kosongkan sebagian ruang, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The disk is full. The draft is kept; free some space, then save again.</source>
        <translation>Disk penuh. Draf tetap tersimpan; kosongkan sebagian disk, lalu simpan lagi.</translation>
    </message>
    <message>
        <source>The first six digits name a kecamatan of former times. That is no error.</source>
        <translation>Enam angka pertama adalah kode kecamatan lama. Itu tidak salah.</translation>
    </message>
    <message>
        <source>The first six digits name no kecamatan of today or before. Compare with the KK.</source>
        <translation>Enam angka pertama bukan kode kecamatan sekarang atau dulu. Cocokkan dengan KK.</translation>
    </message>
    <message>
        <source>The last four digits must not be 0000.</source>
        <translation>Empat angka terakhir tidak boleh 0000.</translation>
    </message>
    <message>
        <source>The login “{login}” is already in use. Choose another one.</source>
        <translation>Nama masuk “{login}” sudah dipakai. Pilih yang lain.</translation>
    </message>
    <message>
        <source>The number may hold digits only.</source>
        <translation>Nomor hanya boleh berisi angka.</translation>
    </message>
    <message>
        <source>The number must have 16 digits; this one has {count}.</source>
        <translation>Nomor harus 16 angka; yang ini {count} angka.</translation>
    </message>
    <message>
        <source>The office cannot be reached. Recordings wait here and are sent by themselves.</source>
        <translation>Pusat tidak bisa dihubungi. Rekaman menunggu di sini dan terkirim sendiri nanti.</translation>
    </message>
    <message>
        <source>The office does not accept this booth ({reason}). Call the technician.</source>
        <translation>Pusat tidak menerima bilik ini ({reason}). Panggil teknisi.</translation>
    </message>
    <message>
        <source>The office does not accept this code: it is wrong, used up or too old. Ask for a new one.</source>
        <translation>Pusat tidak menerima kode ini: salah, sudah terpakai, atau terlalu lama. Minta kode baru.</translation>
    </message>
    <message>
        <source>The office's receipt is not genuine. Nothing was deleted; call the technician.</source>
        <translation>Tanda terima dari pusat tidak asli. Tidak ada yang dihapus; panggil teknisi.</translation>
    </message>
    <message>
        <source>The other end is not the office: its certificate is unknown. Nothing was sent; call the technician.</source>
        <translation>Yang menjawab bukan pusat: sertifikatnya tidak dikenal. Tidak ada yang dikirim; panggil teknisi.</translation>
    </message>
    <message>
        <source>The password needs at least {least} characters.</source>
        <translation>Kata sandi paling sedikit {least} karakter.</translation>
    </message>
    <message>
        <source>The program for finding faces is damaged. Call the technician: it must be installed again.</source>
        <translation>Program pencari wajah rusak. Panggil teknisi: program harus dipasang ulang.</translation>
    </message>
    <message>
        <source>The queue of recordings cannot be opened. Call the technician.</source>
        <translation>Antre kirim tidak bisa dibuka. Panggil teknisi.</translation>
    </message>
    <message>
        <source>The sealed recording is damaged and was not accepted.</source>
        <translation>Rekaman tersegel rusak dan tidak diterima.</translation>
    </message>
    <message>
        <source>The sex in the NIK differs from the biodata. Ask the resident.</source>
        <translation>Jenis kelamin dalam NIK berbeda dengan biodata. Tanyakan kepada warga.</translation>
    </message>
    <message>
        <source>There is no user “{login}” who can log in.</source>
        <translation>Tidak ada pengguna “{login}” yang dapat masuk.</translation>
    </message>
    <message>
        <source>These data were written by a newer version of this program. Install that version; nothing was changed.</source>
        <translation>Data ini ditulis oleh versi program yang lebih baru. Pasang versi itu; tidak ada yang diubah.</translation>
    </message>
    <message>
        <source>This booth has not been set up yet. Call the technician.</source>
        <translation>Bilik ini belum disiapkan. Panggil teknisi.</translation>
    </message>
    <message>
        <source>This folder already holds the data of a booth. Nothing was changed.</source>
        <translation>Folder ini sudah berisi data bilik. Tidak ada yang diubah.</translation>
    </message>
    <message>
        <source>This picture cannot be used as a photo. Take another one; if it happens again, call the technician.</source>
        <translation>Gambar ini tidak dapat dipakai sebagai foto. Ambil lagi; jika terulang, panggil teknisi.</translation>
    </message>
    <message>
        <source>This recording cannot do that now ({now} → {then}). Open it again from the list.</source>
        <translation>Rekaman ini belum bisa begitu sekarang ({now} → {then}). Buka lagi dari daftar.</translation>
    </message>
    <message>
        <source>This recording is already saved and cannot be changed.</source>
        <translation>Rekaman ini sudah disimpan dan tidak dapat diubah.</translation>
    </message>
    <message>
        <source>This recording is not on this booth any more. Open the list again.</source>
        <translation>Rekaman ini tidak ada lagi di bilik ini. Buka lagi daftarnya.</translation>
    </message>
    <message>
        <source>Today {count}</source>
        <translation>Hari ini {count}</translation>
    </message>
    <message>
        <source>Turns 17 on {date}: may be recorded now, the card is issued on the birthday.</source>
        <translation>Berumur 17 tahun pada {date}: boleh merekam sekarang, KTP terbit pada hari ulang tahun.</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Verifikasi</translation>
    </message>
    <message>
        <source>Village (kelurahan/desa)</source>
        <translation>Kelurahan/desa</translation>
    </message>
    <message>
        <source>You are logged out. Log in again.</source>
        <translation>Anda sudah keluar. Masuk lagi.</translation>
    </message>
    <message>
        <source>You cannot switch off your own login. Ask another supervisor or technician.</source>
        <translation>Anda tidak dapat menonaktifkan nama masuk sendiri. Minta penyelia atau teknisi lain.</translation>
    </message>
    <message>
        <source>done</source>
        <translation>selesai</translation>
    </message>
    <message>
        <source>now</source>
        <translation>sekarang</translation>
    </message>
    <message>
        <source>of target {target}</source>
        <translation>dari target {target}</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>belum</translation>
    </message>
    <message>
        <source>{device} did not answer in time. Try again; if it happens again, unplug it and plug it in.</source>
        <translation>{device} tidak menjawab. Coba lagi; kalau terulang, cabut lalu colokkan lagi.</translation>
    </message>
    <message>
        <source>{device} is in use by another program. Close that program, then try again.</source>
        <translation>{device} sedang dipakai program lain. Tutup program itu, lalu coba lagi.</translation>
    </message>
    <message>
        <source>{device} is locked by a password. Call the technician: the password belongs in the settings.</source>
        <translation>{device} terkunci kata sandi. Panggil teknisi: kata sandinya diisi di pengaturan.</translation>
    </message>
    <message>
        <source>{device} is not connected. Check the plug, then try again.</source>
        <translation>{device} tidak terhubung. Periksa colokannya, lalu coba lagi.</translation>
    </message>
    <message>
        <source>{device} sends damaged data. Check the cable; if it happens again, call the technician.</source>
        <translation>{device} mengirim data rusak. Periksa kabelnya; kalau terulang, panggil teknisi.</translation>
    </message>
    <message>
        <source>{device} was disconnected. Plug it in again, then try again.</source>
        <translation>{device} terlepas. Colokkan lagi, lalu coba lagi.</translation>
    </message>
    <message>
        <source>{field} holds characters that cannot be printed.</source>
        <translation>{field} berisi huruf yang tidak bisa dicetak.</translation>
    </message>
    <message>
        <source>{field} is before 1900.</source>
        <translation>{field} sebelum tahun 1900.</translation>
    </message>
    <message>
        <source>{field} is longer than {longest} characters.</source>
        <translation>{field} lebih dari {longest} huruf.</translation>
    </message>
    <message>
        <source>{field} is missing.</source>
        <translation>{field} belum diisi.</translation>
    </message>
    <message>
        <source>{field} lies in the future.</source>
        <translation>{field} ada di masa depan.</translation>
    </message>
    <message>
        <source>{field} may hold up to three digits.</source>
        <translation>{field} paling banyak tiga angka.</translation>
    </message>
    <message>
        <source>{field}: ten digits are needed, for example 6202051001.</source>
        <translation>{field}: perlu sepuluh angka, misalnya 6202051001.</translation>
    </message>
    <message>
        <source>{field}: write the date as dd-mm-yyyy, for example 05-09-1985.</source>
        <translation>{field}: tulis tanggal sebagai hh-bb-tttt, misalnya 05-09-1985.</translation>
    </message>
    <message>
        <source>{field}: {reason}</source>
        <translation>{field}: {reason}</translation>
    </message>
    <message>
        <source>{field}: “{found}” is not in the list.</source>
        <translation>{field}: “{found}” tidak ada dalam daftar.</translation>
    </message>
    <message>
        <source>{field}: “{found}” was changed by a spreadsheet program. Export the column as text again.</source>
        <translation>{field}: “{found}” diubah oleh program tabel. Ekspor ulang kolom itu sebagai teks.</translation>
    </message>
</context>
</TS>
