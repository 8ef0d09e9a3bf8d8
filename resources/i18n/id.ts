<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id" sourcelanguage="en">
<context>
    <name>booth</name>
    <message>
        <source>--break needs --emulated: real devices are broken soon enough.</source>
        <translation>--break memerlukan --emulated: perangkat sungguhan cukup cepat rusak sendiri.</translation>
    </message>
    <message>
        <source>0 to 100</source>
        <translation>0 sampai 100</translation>
    </message>
    <message>
        <source>0 to 240</source>
        <translation>0 sampai 240</translation>
    </message>
    <message>
        <source>0 to 31</source>
        <translation>0 sampai 31</translation>
    </message>
    <message>
        <source>1 to 2000</source>
        <translation>1 sampai 2000</translation>
    </message>
    <message>
        <source>1 to 5</source>
        <translation>1 sampai 5</translation>
    </message>
    <message>
        <source>1. Put a stick in and write onto it. The recordings are sealed: whoever finds the stick reads nothing.</source>
        <translation>1. Pasang flash disk dan tulis rekaman ke sana. Rekaman tersegel: yang menemukannya tidak bisa membaca apa-apa.</translation>
    </message>
    <message>
        <source>16 digits</source>
        <translation>16 angka</translation>
    </message>
    <message>
        <source>2. Take it to the office. There the stick is read, and receipts and news are written onto it.</source>
        <translation>2. Bawa ke pusat. Di sana flash disk dibaca, lalu tanda terima dan kabar ditulis ke flash disk itu.</translation>
    </message>
    <message>
        <source>3. Bring it back and read it here. Only the receipts tell that the recordings are safe.</source>
        <translation>3. Bawa kembali dan baca di sini. Hanya tanda terima yang memastikan rekaman aman di pusat.</translation>
    </message>
    <message>
        <source>58 or 80</source>
        <translation>58 atau 80</translation>
    </message>
    <message>
        <source>8-bit grey image: PNG, BMP, TIFF or JPEG</source>
        <translation>Gambar abu-abu 8 bit: PNG, BMP, TIFF, atau JPEG</translation>
    </message>
    <message>
        <source>8-bit grey image: PNG, BMP, TIFF, JPEG or WSQ</source>
        <translation>Gambar abu-abu 8 bit: PNG, BMP, TIFF, JPEG, atau WSQ</translation>
    </message>
    <message>
        <source>A PDF file cannot be taken in here. Save the page as JPEG or PNG, or photograph the paper.</source>
        <translation>Berkas PDF tidak dapat diterima di sini. Simpan halamannya sebagai JPEG atau PNG, atau foto kertasnya.</translation>
    </message>
    <message>
        <source>A PDF for people and a JSON file for programs are written. They hold no personal data.</source>
        <translation>Dibuat berkas PDF untuk dibaca dan berkas JSON untuk program. Tidak ada data pribadi di dalamnya.</translation>
    </message>
    <message>
        <source>A backup holds everything of this booth: register, drafts, recordings that are not sent, keys, settings.</source>
        <translation>Cadangan berisi semua milik bilik ini: daftar warga, draf, perekaman yang belum terkirim, kunci, pengaturan.</translation>
    </message>
    <message>
        <source>A backup inside the data folder would be lost with it. Choose a USB stick or another disk.</source>
        <translation>Cadangan di dalam folder data akan hilang bersamanya. Pilih USB atau disk lain.</translation>
    </message>
    <message>
        <source>A broken disk would take it all.</source>
        <translation>Kalau disk rusak, semua data hilang.</translation>
    </message>
    <message>
        <source>A code from the office is needed: --code.</source>
        <translation>Perlu kode dari pusat: --code.</translation>
    </message>
    <message>
        <source>A correction needs a supporting document and is made at the Disdukcapil office. A parked recording waits here until the register is right.</source>
        <translation>Perbaikan data perlu dokumen pendukung dan dilakukan di kantor Disdukcapil. Perekaman yang ditunda menunggu di sini sampai datanya benar.</translation>
    </message>
    <message>
        <source>A correction needs a supporting document, which is photographed, and your own password. Without the document the recording is parked and waits here.</source>
        <translation>Perbaikan data perlu dokumen pendukung, yang difoto, dan kata sandi Anda sendiri. Tanpa dokumen, perekaman ditunda dan menunggu di sini.</translation>
    </message>
    <message>
        <source>A correction rests on this paper. Withdraw the correction first.</source>
        <translation>Dokumen ini dasar sebuah perbaikan data. Batalkan perbaikannya dulu.</translation>
    </message>
    <message>
        <source>A database is damaged. Copy the data folder to another disk now, then restore the last backup.</source>
        <translation>Ada basis data yang rusak. Salin folder data ke disk lain sekarang, lalu pulihkan cadangan terakhir.</translation>
    </message>
    <message>
        <source>A device service on this computer.</source>
        <translation>Layanan perangkat di komputer ini.</translation>
    </message>
    <message>
        <source>A finger is faint or hardly touches. Press all fingers down evenly.</source>
        <translation>Ada jari yang tipis atau kurang menempel. Tekan semua jari dengan rata.</translation>
    </message>
    <message>
        <source>A finger lies on the glass. Lift it.</source>
        <translation>Ada jari di atas kaca alat. Angkat jari.</translation>
    </message>
    <message>
        <source>A finger reaches over the edge. Move the hand to the middle.</source>
        <translation>Ada jari yang melewati tepi. Geser tangan ke tengah.</translation>
    </message>
    <message>
        <source>A fingerprint sensor with the EF01 protocol (R307, R503).</source>
        <translation>Alat sidik jari dengan protokol EF01 (R307, R503).</translation>
    </message>
    <message>
        <source>A lamp is mirrored in the paper. Tilt it a little.</source>
        <translation>Lampu memantul di kertas. Miringkan sedikit.</translation>
    </message>
    <message>
        <source>A lamp shines in the glasses. Turn it away.</source>
        <translation>Ada pantulan lampu di mata. Geser lampunya.</translation>
    </message>
    <message>
        <source>A login at a booth has 2 to 32 small letters, digits, dots, hyphens or _, and begins with a letter.</source>
        <translation>Nama login di bilik terdiri dari 2 sampai 32 huruf kecil, angka, titik, tanda hubung atau _, dan diawali huruf.</translation>
    </message>
    <message>
        <source>A login has 2 to 32 small letters, digits, dots or hyphens.</source>
        <translation>Nama masuk terdiri atas 2 sampai 32 huruf kecil, angka, titik, atau tanda hubung.</translation>
    </message>
    <message>
        <source>A login has 2 to 32 small letters, digits, dots, hyphens or underscores, and starts with a letter.</source>
        <translation>Nama masuk terdiri dari 2 sampai 32 huruf kecil, angka, titik, tanda hubung atau garis bawah, dan diawali huruf.</translation>
    </message>
    <message>
        <source>A network camera that shows a folder of pictures.</source>
        <translation>Kamera jaringan yang menampilkan satu folder gambar.</translation>
    </message>
    <message>
        <source>A new register waits</source>
        <translation>Daftar warga baru menunggu</translation>
    </message>
    <message>
        <source>A newer connection goes on with this recording.</source>
        <translation>Sambungan yang lebih baru meneruskan perekaman ini.</translation>
    </message>
    <message>
        <source>A notice has 1 to {count} characters, none of them a control character.</source>
        <translation>Pengumuman berisi 1 sampai {count} huruf, tanpa karakter kendali.</translation>
    </message>
    <message>
        <source>A page cannot be read: take it again, take it away, or say why it is kept.</source>
        <translation>Ada halaman yang tidak terbaca: foto lagi, hapus, atau beri alasan.</translation>
    </message>
    <message>
        <source>A paper that waited for the printer is damaged. Print it anew from the list of the day.</source>
        <translation>Satu lembar yang menunggu pencetak rusak datanya. Cetak ulang dari daftar hari itu.</translation>
    </message>
    <message>
        <source>A part of the paper is cut off. Move it into the middle of the picture.</source>
        <translation>Sebagian kertas terpotong. Geser ke tengah gambar.</translation>
    </message>
    <message>
        <source>A part that tells its serial number is noticed by itself. Write down here what the booth cannot see: a part without a number, a cable, a repair.</source>
        <translation>Perangkat yang memberi tahu nomor serinya diketahui sendiri. Catat di sini yang tidak terlihat oleh bilik: perangkat tanpa nomor, kabel, perbaikan.</translation>
    </message>
    <message>
        <source>A password has at least {count} characters.</source>
        <translation>Kata sandi paling sedikit {count} karakter.</translation>
    </message>
    <message>
        <source>A password is needed. Run this in a terminal, or give --password-file FILE.</source>
        <translation>Diperlukan kata sandi. Jalankan di terminal, atau beri --password-file BERKAS.</translation>
    </message>
    <message>
        <source>A photo (JPEG, PNG, BMP, TIFF)</source>
        <translation>Foto (JPEG, PNG, BMP, TIFF)</translation>
    </message>
    <message>
        <source>A printer of this computer.</source>
        <translation>Pencetak komputer ini.</translation>
    </message>
    <message>
        <source>A receipt printer that prints into a folder.</source>
        <translation>Pencetak struk yang mencetak ke dalam folder.</translation>
    </message>
    <message>
        <source>A receiver is running on this folder already. Stop it first.</source>
        <translation>Sudah ada penerima yang berjalan pada folder ini. Hentikan dahulu.</translation>
    </message>
    <message>
        <source>A recording is open. It is kept among the drafts and goes on where it was.</source>
        <translation>Ada perekaman yang terbuka. Perekaman disimpan di daftar draf dan bisa dilanjutkan.</translation>
    </message>
    <message>
        <source>A recording of this resident was begun on {date} and is not finished. Resume that draft.</source>
        <translation>Perekaman warga ini dimulai pada {date} dan belum selesai. Lanjutkan draf itu.</translation>
    </message>
    <message>
        <source>A recording that is parked, or that was cut off, waits here and goes on where it was.</source>
        <translation>Perekaman yang ditunda atau terputus menunggu di sini dan bisa dilanjutkan.</translation>
    </message>
    <message>
        <source>A register of residents has come. It is taken in at the next login.</source>
        <translation>Daftar penduduk sudah datang. Daftar itu dipakai mulai masuk berikutnya.</translation>
    </message>
    <message>
        <source>A restore was cut off and cannot be finished: {reason}. Nothing was deleted. Call the technician.</source>
        <translation>Pemulihan terputus dan tidak bisa diselesaikan: {reason}. Tidak ada yang dihapus. Panggil teknisi.</translation>
    </message>
    <message>
        <source>A running receiver takes it at its next start.</source>
        <translation>Penerima yang sedang berjalan memakainya setelah dimulai ulang.</translation>
    </message>
    <message>
        <source>A serial port, socket://HOST:PORT, or auto: look at every serial port</source>
        <translation>Port serial, socket://HOST:PORT, atau auto: periksa setiap port serial</translation>
    </message>
    <message>
        <source>A serial port, socket://HOST:PORT, usb, usb:DRIVER, or auto: look at every port</source>
        <translation>Port serial, socket://HOST:PORT, usb, usb:PENGGERAK, atau auto: lihat semua port</translation>
    </message>
    <message>
        <source>A serial port, socket://HOST:PORT, usb, usb:DRIVER, sbi, sbi:SERIAL, or auto: look at every port</source>
        <translation>Port serial, socket://HOST:PORT, usb, usb:DRIVER, sbi, sbi:SERIAL, atau auto: cari di setiap port</translation>
    </message>
    <message>
        <source>A service of certified scanners (SBI): slaps, finger, face, irises.</source>
        <translation>Layanan pemindai bersertifikat (SBI): empat jari, satu jari, wajah, iris.</translation>
    </message>
    <message>
        <source>A service of this computer sends, also when this window is closed.</source>
        <translation>Yang mengirim layanan di komputer ini, juga saat jendela ini ditutup.</translation>
    </message>
    <message>
        <source>A shadow lies on the paper. Let the light fall on all of it.</source>
        <translation>Ada bayangan di kertas. Usahakan cahaya jatuh merata.</translation>
    </message>
    <message>
        <source>A state has capital letters and _ only, for example CARD_ISSUED.</source>
        <translation>Status hanya berisi huruf besar dan _, misalnya CARD_ISSUED.</translation>
    </message>
    <message>
        <source>A test page is printed.</source>
        <translation>Halaman uji sedang dicetak.</translation>
    </message>
    <message>
        <source>About to be sent</source>
        <translation>Segera dikirim</translation>
    </message>
    <message>
        <source>About {minutes} minutes left at {rate} kB a second.</source>
        <translation>Sisa sekitar {minutes} menit dengan laju {rate} kB per detik.</translation>
    </message>
    <message>
        <source>About {time} left.</source>
        <translation>Sisa waktu kira-kira {time}.</translation>
    </message>
    <message>
        <source>Accept nothing more of a booth; what it sent stays.</source>
        <translation>Tidak menerima apa pun lagi dari sebuah bilik; yang sudah dikirim tetap disimpan.</translation>
    </message>
    <message>
        <source>Accept this photo, because …</source>
        <translation>Foto ini diterima karena …</translation>
    </message>
    <message>
        <source>Accept with a reason …</source>
        <translation>Terima dengan alasan …</translation>
    </message>
    <message>
        <source>Accepted: {reason}</source>
        <translation>Diterima: {reason}</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Akun</translation>
    </message>
    <message>
        <source>Accounts that may look at the pages.</source>
        <translation>Akun yang boleh melihat halaman.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Tambah</translation>
    </message>
    <message>
        <source>Add a user, or switch one on again.</source>
        <translation>Tambah pengguna, atau aktifkan kembali.</translation>
    </message>
    <message>
        <source>Add an account.</source>
        <translation>Menambah akun.</translation>
    </message>
    <message>
        <source>Add another technician; this one cannot log in after that.</source>
        <translation>Tambahkan teknisi lain; setelah itu teknisi ini tidak bisa masuk lagi.</translation>
    </message>
    <message>
        <source>Add somebody who may log in</source>
        <translation>Tambah orang yang boleh masuk</translation>
    </message>
    <message>
        <source>Add, list and change the users of this booth.</source>
        <translation>Tambah, tampilkan, dan ubah pengguna bilik ini.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Alamat</translation>
    </message>
    <message>
        <source>Address of the office</source>
        <translation>Alamat pusat</translation>
    </message>
    <message>
        <source>Address of the office, https://…</source>
        <translation>Alamat pusat, https://…</translation>
    </message>
    <message>
        <source>Address to listen on</source>
        <translation>Alamat tempat penerima menunggu</translation>
    </message>
    <message>
        <source>All NIK end in 0: a spreadsheet program has rounded them. Export the column as text again.</source>
        <translation>Semua NIK berakhir 0: angkanya dibulatkan oleh program tabel. Ekspor ulang kolom itu sebagai teks.</translation>
    </message>
    <message>
        <source>All figures</source>
        <translation>Semua ukuran</translation>
    </message>
    <message>
        <source>All fingers are done.</source>
        <translation>Semua jari selesai.</translation>
    </message>
    <message>
        <source>All is sent but what the office refused. That is kept here; call the technician.</source>
        <translation>Semua sudah terkirim, kecuali yang ditolak pusat. Yang ditolak disimpan di sini; panggil teknisi.</translation>
    </message>
    <message>
        <source>All is well when every letter is whole, the lines are straight and a phone reads the code.</source>
        <translation>Semua baik jika setiap huruf utuh, garisnya lurus, dan kodenya terbaca oleh ponsel.</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>Semuanya</translation>
    </message>
    <message>
        <source>All ten fingers are done.</source>
        <translation>Sepuluh jari selesai.</translation>
    </message>
    <message>
        <source>All ten prints are there.</source>
        <translation>Sepuluh sidik jari lengkap.</translation>
    </message>
    <message>
        <source>All tries used: the best one goes on.</source>
        <translation>Semua percobaan terpakai: yang terbaik dipakai.</translation>
    </message>
    <message>
        <source>All tries used: the best one goes on. Lift the finger.</source>
        <translation>Semua percobaan terpakai: yang terbaik dipakai. Angkat jari.</translation>
    </message>
    <message>
        <source>All tries used: the best ones go on.</source>
        <translation>Semua percobaan terpakai: yang terbaik dipakai.</translation>
    </message>
    <message>
        <source>All tries used: the fingers could not be matched.</source>
        <translation>Semua percobaan terpakai: jari tidak bisa dicocokkan.</translation>
    </message>
    <message>
        <source>All {limit} tries of this finger are used. Go on with the best one, or do the finger again.</source>
        <translation>Semua {limit} percobaan jari ini sudah terpakai. Lanjutkan dengan yang terbaik, atau ulangi jari ini dari awal.</translation>
    </message>
    <message>
        <source>Allowed: {what}.</source>
        <translation>Pilihan: {what}.</translation>
    </message>
    <message>
        <source>Already recorded, at {place} ({state}, {date}). One recording is for life: a second one is never processed.</source>
        <translation>Sudah merekam, di {place} ({state}, {date}). Perekaman hanya sekali seumur hidup: yang kedua tidak akan diproses.</translation>
    </message>
    <message>
        <source>Already recorded. One recording is for life: a second one is never processed.</source>
        <translation>Sudah pernah merekam. Perekaman berlaku seumur hidup: rekaman kedua tidak akan diproses.</translation>
    </message>
    <message>
        <source>An account of the kind “{role}” may not do this.</source>
        <translation>Akun jenis “{role}” tidak boleh melakukan ini.</translation>
    </message>
    <message>
        <source>An earlier attempt made this account already. Log in as you did then, and the booth is set up.</source>
        <translation>Akun ini sudah dibuat pada percobaan sebelumnya. Masuk seperti waktu itu, lalu bilik disiapkan.</translation>
    </message>
    <message>
        <source>An earlier attempt to set up this booth used another login or password. Repeat with those, or empty the data folder and start again.</source>
        <translation>Penyiapan bilik sebelumnya memakai nama pengguna atau kata sandi lain. Ulangi dengan yang itu, atau kosongkan folder data lalu mulai lagi.</translation>
    </message>
    <message>
        <source>Another computer runs from a copy of it. Stop one of the two, then call the office.</source>
        <translation>Komputer lain berjalan dari salinan bilik ini. Hentikan salah satunya, lalu hubungi pusat.</translation>
    </message>
    <message>
        <source>Another day</source>
        <translation>Hari lain</translation>
    </message>
    <message>
        <source>Another day …</source>
        <translation>Hari lain …</translation>
    </message>
    <message>
        <source>Another device answered than {device}. Nothing of it was used. Unplug the other one, then try again.</source>
        <translation>Yang menjawab alat lain, bukan {device}. Tidak ada yang dipakai darinya. Cabut alat yang lain itu, lalu coba lagi.</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>Berkas lain</translation>
    </message>
    <message>
        <source>Another number gives other people (default: 1)</source>
        <translation>Angka lain menghasilkan warga lain (bawaan: 1)</translation>
    </message>
    <message>
        <source>Another program already sends the recordings of this booth. There is nothing to do.</source>
        <translation>Program lain sudah mengirim perekaman bilik ini. Tidak ada yang perlu dilakukan.</translation>
    </message>
    <message>
        <source>Another program holds the office's ledger. Wait a moment, then try again.</source>
        <translation>Program lain sedang memakai buku besar pusat. Tunggu sebentar, lalu coba lagi.</translation>
    </message>
    <message>
        <source>Another program holds the queue of recordings. Wait a moment, then try again.</source>
        <translation>Program lain sedang memakai antre kirim. Tunggu sebentar, lalu coba lagi.</translation>
    </message>
    <message>
        <source>Another program is reading or writing a stick here. Wait until it has finished.</source>
        <translation>Program lain sedang membaca atau menulis flash disk di sini. Tunggu sampai selesai.</translation>
    </message>
    <message>
        <source>Another program is using the data of this booth. Wait a moment, then try again.</source>
        <translation>Program lain sedang memakai data bilik ini. Tunggu sebentar, lalu coba lagi.</translation>
    </message>
    <message>
        <source>Another program is writing the office's data. Wait a moment, then try again.</source>
        <translation>Program lain sedang menulis data pusat. Tunggu sebentar, lalu coba lagi.</translation>
    </message>
    <message>
        <source>Another program sends recordings from this folder. Stop the service “booth-sync” first, then restore.</source>
        <translation>Program lain sedang mengirim perekaman dari folder ini. Hentikan dulu layanan “booth-sync”, lalu pulihkan.</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Alasan lain</translation>
    </message>
    <message>
        <source>Another recording came under an id that is taken. The first was kept and nothing was overwritten. Ask the booth's technician: was an old backup restored there?</source>
        <translation>Ada perekaman lain yang datang dengan nomor yang sudah terpakai. Yang pertama tetap disimpan dan tidak ada yang ditimpa. Tanyakan kepada teknisi bilik: apakah cadangan lama dipulihkan di sana?</translation>
    </message>
    <message>
        <source>Another recording was saved at the same moment. Save again.</source>
        <translation>Perekaman lain disimpan pada saat yang sama. Simpan sekali lagi.</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Persetujuan</translation>
    </message>
    <message>
        <source>Approval never holds back sending: every recording is sent as soon as it is saved.</source>
        <translation>Persetujuan tidak menahan pengiriman: setiap rekaman langsung antre kirim begitu disimpan.</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Setujui</translation>
    </message>
    <message>
        <source>Approve all</source>
        <translation>Setujui semua</translation>
    </message>
    <message numerus="yes">
        <source>Approve all {n}</source>
        <translation>
            <numerusform>Setujui semua ({n})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approve {n}</source>
        <translation>
            <numerusform>Setujui {n}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approve {n} recordings?</source>
        <translation>
            <numerusform>Setujui {n} rekaman?</numerusform>
        </translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Disetujui</translation>
    </message>
    <message>
        <source>As delivered</source>
        <translation>Nilai bawaan</translation>
    </message>
    <message>
        <source>As in the settings (default: the printer of the settings)</source>
        <translation>Seperti dalam pengaturan (bawaan: pencetak dalam pengaturan)</translation>
    </message>
    <message>
        <source>As on the label of the new part</source>
        <translation>Seperti pada label perangkat baru</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Diminta</translation>
    </message>
    <message>
        <source>At least 8 characters. Nobody can look it up; another technician or a supervisor can give a new one.</source>
        <translation>Paling sedikit 8 karakter. Tidak ada yang bisa melihatnya; teknisi lain atau penyelia bisa memberi yang baru.</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Paling cepat</translation>
    </message>
    <message>
        <source>At most, kbit/s</source>
        <translation>Paling cepat, kbit/dtk</translation>
    </message>
    <message>
        <source>At {days} days, no new ones may be begun.</source>
        <translation>Setelah {days} hari, perekaman baru dihentikan.</translation>
    </message>
    <message>
        <source>At {packets} recordings or {days} days, no new ones may be begun.</source>
        <translation>Pada {packets} rekaman atau {days} hari, perekaman baru dihentikan.</translation>
    </message>
    <message>
        <source>At {packets} recordings, no new ones may be begun.</source>
        <translation>Pada {packets} rekaman, perekaman baru dihentikan.</translation>
    </message>
    <message>
        <source>At {url} answers another office than the one this booth is enrolled at. Nothing was changed; check the address, or ask the office for a code.</source>
        <translation>Di {url} yang menjawab pusat lain, bukan pusat tempat bilik ini terdaftar. Tidak ada yang diubah; periksa alamatnya, atau minta kode ke pusat.</translation>
    </message>
    <message>
        <source>BOOTH</source>
        <translation>BILIK</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Back to the data</source>
        <translation>Kembali ke data</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Kembali ke daftar</translation>
    </message>
    <message>
        <source>Back to the review</source>
        <translation>Kembali ke tinjauan</translation>
    </message>
    <message>
        <source>Back to the search</source>
        <translation>Kembali ke pencarian</translation>
    </message>
    <message>
        <source>Back to today</source>
        <translation>Kembali ke hari ini</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>Cadangkan</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Buat cadangan</translation>
    </message>
    <message>
        <source>Back up the data of this booth into one encrypted file.</source>
        <translation>Cadangkan data bilik ini ke satu berkas terenkripsi.</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Cadangan</translation>
    </message>
    <message>
        <source>Backup file</source>
        <translation>Berkas cadangan</translation>
    </message>
    <message>
        <source>Bad: play a day over a line that is slow, cut, dead, and end it with a stick (two residents or more)</source>
        <translation>bad: memainkan satu hari lewat jaringan yang lambat, terputus, mati, dan menutupnya dengan flash disk (dua warga atau lebih)</translation>
    </message>
    <message>
        <source>Bandaged or injured</source>
        <translation>Diperban atau luka</translation>
    </message>
    <message>
        <source>Because: {reason}</source>
        <translation>Alasan: {reason}</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>Mulai lagi</translation>
    </message>
    <message>
        <source>Begin again with R, or give a reason with F8.</source>
        <translation>Mulai lagi dengan R, atau beri alasan dengan F8.</translation>
    </message>
    <message>
        <source>Begin to fail at picture N of a connection (default: 0)</source>
        <translation>Mulai gagal pada gambar ke-N sejak tersambung (bawaan: 0)</translation>
    </message>
    <message>
        <source>Begun and not finished</source>
        <translation>Sudah dimulai, belum selesai</translation>
    </message>
    <message>
        <source>Behind the seat hangs no red or blue cloth, or the camera does not see it. Hang it up, or turn the camera.</source>
        <translation>Di belakang kursi tidak ada kain merah atau biru, atau kamera tidak melihatnya. Pasang kainnya, atau arahkan kamera.</translation>
    </message>
    <message>
        <source>Being checked at the centre</source>
        <translation>Diperiksa di pusat</translation>
    </message>
    <message>
        <source>Being looked for.</source>
        <translation>Sedang dicari.</translation>
    </message>
    <message>
        <source>Being prepared for the centre</source>
        <translation>Disiapkan untuk pusat</translation>
    </message>
    <message>
        <source>Being printed</source>
        <translation>Sedang dicetak</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Sedang dikirim</translation>
    </message>
    <message>
        <source>Being sent: {count}</source>
        <translation>Sedang dikirim: {count}</translation>
    </message>
    <message>
        <source>Best onto a USB stick. The file is encrypted: whoever finds the stick reads nothing.</source>
        <translation>Sebaiknya ke flash disk. Berkasnya terenkripsi: yang menemukannya tidak bisa membaca apa-apa.</translation>
    </message>
    <message>
        <source>Biodata</source>
        <translation>Biodata</translation>
    </message>
    <message>
        <source>Birth certificate</source>
        <translation>Akta kelahiran</translation>
    </message>
    <message>
        <source>Blood group</source>
        <translation>Golongan darah</translation>
    </message>
    <message>
        <source>Blue cloth (born {year})</source>
        <translation>Kain biru (lahir {year})</translation>
    </message>
    <message>
        <source>Blurred. Lay the paper down, or hold it still and a little farther away.</source>
        <translation>Buram. Letakkan kertas, atau pegang diam dan sedikit lebih jauh.</translation>
    </message>
    <message>
        <source>Blurred. Wipe the lens and look at the focus.</source>
        <translation>Buram. Bersihkan lensa dan periksa fokusnya.</translation>
    </message>
    <message>
        <source>Booth</source>
        <translation>Bilik</translation>
    </message>
    <message>
        <source>Booth number</source>
        <translation>Nomor bilik</translation>
    </message>
    <message>
        <source>Booths</source>
        <translation>Bilik</translation>
    </message>
    <message>
        <source>Booths get it when they next ask.</source>
        <translation>Bilik mendapatnya saat bertanya berikutnya.</translation>
    </message>
    <message>
        <source>Booths heard of now</source>
        <translation>Bilik yang memberi kabar</translation>
    </message>
    <message>
        <source>Booths show these states as they are, for they do not know them: {states}</source>
        <translation>Status ini tidak dikenal bilik dan ditampilkan apa adanya: {states}</translation>
    </message>
    <message>
        <source>Booths that are closed: {booths}. Nothing was taken.</source>
        <translation>Bilik yang sudah ditutup: {booths}. Tidak ada yang diambil.</translation>
    </message>
    <message>
        <source>Booths that this office does not know: {booths}. Nothing was touched.</source>
        <translation>Bilik yang tidak dikenal pusat ini: {booths}. Tidak ada yang disentuh.</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Lahir</translation>
    </message>
    <message>
        <source>Both eyes</source>
        <translation>Kedua mata</translation>
    </message>
    <message>
        <source>Both eyes are taken.</source>
        <translation>Kedua mata sudah diambil.</translation>
    </message>
    <message>
        <source>Both fingers match.</source>
        <translation>Kedua jari cocok.</translation>
    </message>
    <message>
        <source>Both thumbs</source>
        <translation>Kedua ibu jari</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Kecerahan</translation>
    </message>
    <message>
        <source>Bring the paper nearer</source>
        <translation>Dekatkan kertas</translation>
    </message>
    <message>
        <source>By hour</source>
        <translation>Per jam</translation>
    </message>
    <message>
        <source>By operator</source>
        <translation>Per petugas</translation>
    </message>
    <message>
        <source>By the hour</source>
        <translation>Per jam</translation>
    </message>
    <message>
        <source>Bytes a second that are sent at most; 0: no limit.</source>
        <translation>Paling banyak sekian byte per detik yang dikirim; 0: tanpa batas.</translation>
    </message>
    <message>
        <source>CODE[,CODE…]</source>
        <translation>KODE[,KODE…]</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>PERINTAH</translation>
    </message>
    <message>
        <source>CSV file to write</source>
        <translation>Berkas CSV yang ditulis</translation>
    </message>
    <message>
        <source>CSV file with columns a and b; paths are relative to its folder, or else to the current folder</source>
        <translation>Berkas CSV dengan kolom a dan b; letak berkas dihitung dari foldernya, kalau tidak ada dari folder kerja</translation>
    </message>
    <message>
        <source>CSV file with the columns of the register</source>
        <translation>Berkas CSV dengan kolom data warga</translation>
    </message>
    <message>
        <source>CSV files on plugged-in media, among documents and downloads, the newest first.</source>
        <translation>Berkas CSV di flash disk, dokumen, dan unduhan; yang terbaru di atas.</translation>
    </message>
    <message>
        <source>Call the technician. Nothing is lost: the sealed recording stays here.</source>
        <translation>Panggil teknisi. Tidak ada yang hilang: rekaman tersegel tetap di sini.</translation>
    </message>
    <message>
        <source>Call the technician. The resident may have to be recorded again.</source>
        <translation>Panggil teknisi. Warga mungkin perlu direkam ulang.</translation>
    </message>
    <message>
        <source>Calloused or worn: no print after several tries</source>
        <translation>Kapalan atau aus: sidik tidak terbaca setelah beberapa kali</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Camera: number of the webcam, device, certified camera, folder of pictures, video file, or MJPEG address.</source>
        <translation>Kamera: nomor webcam, perangkat, kamera bersertifikat, folder gambar, berkas video, atau alamat MJPEG.</translation>
    </message>
    <message>
        <source>Camera: number of the webcam, device, folder of pictures, video file, or MJPEG address.</source>
        <translation>Kamera: nomor kamera web, perangkat, folder gambar, berkas video, atau alamat MJPEG.</translation>
    </message>
    <message>
        <source>Can log in</source>
        <translation>Bisa masuk</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Dibatalkan.</translation>
    </message>
    <message>
        <source>Cannot be opened or held still</source>
        <translation>Tidak dapat dibuka atau diam</translation>
    </message>
    <message>
        <source>Cannot listen on {host}, port {port}: {reason}.</source>
        <translation>Tidak dapat menunggu di {host}, port {port}: {reason}.</translation>
    </message>
    <message>
        <source>Cannot serve at {address}: {reason}.</source>
        <translation>Tidak dapat melayani di {address}: {reason}.</translation>
    </message>
    <message>
        <source>Cannot sign, because …</source>
        <translation>Tidak bisa tanda tangan, karena …</translation>
    </message>
    <message>
        <source>Cannot write</source>
        <translation>Tidak bisa menulis</translation>
    </message>
    <message>
        <source>Cannot, because …</source>
        <translation>Tidak bisa, karena …</translation>
    </message>
    <message>
        <source>Caps lock is on: capital letters are typed.</source>
        <translation>Caps lock menyala: huruf jadi besar semua.</translation>
    </message>
    <message>
        <source>Carry on a stick</source>
        <translation>Bawa dengan flash disk</translation>
    </message>
    <message>
        <source>Carry recordings to the office on a stick, and its answer back.</source>
        <translation>Bawa rekaman ke pusat dengan flash disk, dan bawa pulang jawabannya.</translation>
    </message>
    <message>
        <source>Certificates of the makers of certified scanners (sbi); nothing else of theirs is believed</source>
        <translation>Sertifikat para pembuat pemindai bersertifikat (sbi); hanya itu yang dipercaya</translation>
    </message>
    <message>
        <source>Certified camera</source>
        <translation>Kamera bersertifikat</translation>
    </message>
    <message>
        <source>Certified device</source>
        <translation>Perangkat bersertifikat</translation>
    </message>
    <message>
        <source>Certified scanner</source>
        <translation>Alat sidik jari bersertifikat</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ubah</translation>
    </message>
    <message>
        <source>Change my password</source>
        <translation>Ubah kata sandi saya</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Berubah</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>Isi baterai</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Periksa lagi</translation>
    </message>
    <message>
        <source>Check and go on</source>
        <translation>Periksa dan lanjut</translation>
    </message>
    <message>
        <source>Check biodata</source>
        <translation>Cocokkan biodata</translation>
    </message>
    <message>
        <source>Check the cable and the health of the disk, and copy the data folder to another disk.</source>
        <translation>Periksa kabel dan kesehatan disk, lalu salin folder data ke disk lain.</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>Periksa berkas</translation>
    </message>
    <message>
        <source>Check the owner and the permissions of the data folder, and whether the disk became read-only.</source>
        <translation>Periksa pemilik dan izin folder data, dan apakah disk menjadi hanya-baca.</translation>
    </message>
    <message>
        <source>Check the spelling with the KK. A resident who is not in the register is taken down by hand.</source>
        <translation>Cocokkan ejaannya dengan KK. Warga yang tidak ada di daftar dicatat dengan tangan.</translation>
    </message>
    <message>
        <source>Check, photograph the KK</source>
        <translation>Periksa, foto KK</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Pilih</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Pilih berkas</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>Pilih yang lain</translation>
    </message>
    <message>
        <source>Choose another data folder, or log in to this one.</source>
        <translation>Pilih folder data lain, atau masuk ke yang ini.</translation>
    </message>
    <message>
        <source>Choose another day with F4.</source>
        <translation>Pilih hari lain dengan F4.</translation>
    </message>
    <message>
        <source>Choose the paper that proves it. It must be photographed first.</source>
        <translation>Pilih dokumen buktinya. Dokumen harus difoto dulu.</translation>
    </message>
    <message>
        <source>Choose the role from the list.</source>
        <translation>Pilih peran dari daftar.</translation>
    </message>
    <message>
        <source>Chosen, and in use from now on.</source>
        <translation>Dipilih, dan dipakai mulai sekarang.</translation>
    </message>
    <message>
        <source>Citizenship</source>
        <translation>Kewarganegaraan</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Kosongkan</translation>
    </message>
    <message>
        <source>Clear and redo</source>
        <translation>Hapus dan ulangi</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Jam</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Close the booth</source>
        <translation>Tutup bilik</translation>
    </message>
    <message>
        <source>Close the booth now?</source>
        <translation>Tutup bilik sekarang?</translation>
    </message>
    <message>
        <source>Close the mouth, please.</source>
        <translation>Mulut ditutup, ya.</translation>
    </message>
    <message>
        <source>Closed by the office</source>
        <translation>Ditutup pusat</translation>
    </message>
    <message>
        <source>Closed since</source>
        <translation>Ditutup sejak</translation>
    </message>
    <message>
        <source>Cloth</source>
        <translation>Kain latar</translation>
    </message>
    <message>
        <source>Cloth behind the seat</source>
        <translation>Kain di belakang kursi</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kode</translation>
    </message>
    <message>
        <source>Collect logs and facts for whoever helps, without personal data.</source>
        <translation>Kumpulkan log dan keterangan untuk yang membantu, tanpa data pribadi.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Warna</translation>
    </message>
    <message>
        <source>Colours: as the system has them, light, dark, or high contrast.</source>
        <translation>Warna: mengikuti sistem, terang, gelap, atau kontras tinggi.</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Kolom</translation>
    </message>
    <message>
        <source>Column {column}: {what}</source>
        <translation>Kolom {column}: {what}</translation>
    </message>
    <message>
        <source>Come a little closer.</source>
        <translation>Maju sedikit.</translation>
    </message>
    <message>
        <source>Compare two fingerprints, or the pairs of a list.</source>
        <translation>Bandingkan dua sidik jari, atau pasangan-pasangan dalam daftar.</translation>
    </message>
    <message>
        <source>Compare with the office</source>
        <translation>Bandingkan dengan pusat</translation>
    </message>
    <message>
        <source>Confirm each warning with the resident first.</source>
        <translation>Tanyakan dulu setiap peringatan kepada warga, lalu beri tanda.</translation>
    </message>
    <message>
        <source>Confirm the correction</source>
        <translation>Sahkan perbaikan</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Sudah ditanya</translation>
    </message>
    <message>
        <source>Confirmed by word of mouth: {reason}</source>
        <translation>Disahkan secara lisan: {reason}</translation>
    </message>
    <message>
        <source>Confirmed with the resident</source>
        <translation>Sudah ditanyakan</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Bentrokan</translation>
    </message>
    <message>
        <source>Confused just now? R begins again. When they were taken? F6 exchanges the hands, F7 these two.</source>
        <translation>Tertukar barusan? R memulai lagi. Tertukar saat diambil? F6 menukar kedua tangan, F7 dua jari ini.</translation>
    </message>
    <message>
        <source>Confused just now? R begins again. When they were taken? F7 exchanges them.</source>
        <translation>Tertukar barusan? R memulai lagi. Tertukar saat diambil? F7 menukarnya.</translation>
    </message>
    <message>
        <source>Confused: {first} and {second} each look like the other one.</source>
        <translation>Tertukar: {first} dan {second} saling menyerupai.</translation>
    </message>
    <message>
        <source>Connect a device; it appears here within two seconds.</source>
        <translation>Sambungkan perangkat; akan muncul di sini dalam dua detik.</translation>
    </message>
    <message>
        <source>Connect the line, or ask the supervisor or the technician to carry them on a USB stick.</source>
        <translation>Sambungkan jaringan, atau minta penyelia atau teknisi membawanya dengan flash disk.</translation>
    </message>
    <message>
        <source>Connect the line, or carry them to the office: the page “USB stick”.</source>
        <translation>Sambungkan jaringan, atau bawa ke pusat: halaman “Flash disk”.</translation>
    </message>
    <message>
        <source>Connected to</source>
        <translation>Terhubung ke</translation>
    </message>
    <message>
        <source>Copy the data folder to another disk first. Then restore the last backup.</source>
        <translation>Salin dulu folder data ke disk lain. Setelah itu pulihkan cadangan terakhir.</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Perbaiki</translation>
    </message>
    <message>
        <source>Correct data</source>
        <translation>Perbaikan data</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Diperbaiki</translation>
    </message>
    <message>
        <source>Corrected data</source>
        <translation>Data diperbaiki</translation>
    </message>
    <message>
        <source>Corrected. Read the data aloud once more.</source>
        <translation>Sudah diperbaiki. Bacakan datanya sekali lagi.</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>Perbaikan</translation>
    </message>
    <message>
        <source>Count the recordings of a day.</source>
        <translation>Hitung perekaman satu hari.</translation>
    </message>
    <message>
        <source>Count the recordings that the office holds.</source>
        <translation>Menghitung perekaman yang disimpan pusat.</translation>
    </message>
    <message>
        <source>Court ruling</source>
        <translation>Penetapan pengadilan</translation>
    </message>
    <message>
        <source>Cut images of four fingers or two thumbs into fingers.</source>
        <translation>Potong gambar empat jari atau dua ibu jari menjadi jari satu per satu.</translation>
    </message>
    <message>
        <source>Daily summary</source>
        <translation>Rekap harian</translation>
    </message>
    <message>
        <source>Damage what is sent above this rate, as cheap bridges do; 0: never</source>
        <translation>Rusak yang dikirim di atas laju ini, seperti jembatan murahan; 0: tidak pernah</translation>
    </message>
    <message>
        <source>Damaged files</source>
        <translation>Berkas rusak</translation>
    </message>
    <message>
        <source>Damaged on this computer: call the technician</source>
        <translation>Rusak di komputer ini: panggil teknisi</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Gelap</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Folder data</translation>
    </message>
    <message>
        <source>Data folder of the booth (default: {default})</source>
        <translation>Folder data bilik (bawaan: {default})</translation>
    </message>
    <message>
        <source>Data folder of the office</source>
        <translation>Folder data pusat</translation>
    </message>
    <message>
        <source>Data folder of the office for measuring; made where there is none</source>
        <translation>Folder data pusat untuk pengukuran; dibuat bila belum ada</translation>
    </message>
    <message>
        <source>Databases</source>
        <translation>Basis data</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Tanggal</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Tanggal lahir</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Hari</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>Hari sesudahnya</translation>
    </message>
    <message>
        <source>Day as day-month-year, for example 05-09-2016</source>
        <translation>Hari sebagai tanggal-bulan-tahun, misalnya 05-09-2016</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>Hari sebelumnya</translation>
    </message>
    <message>
        <source>Day to count (default: today)</source>
        <translation>Hari yang dihitung (bawaan: hari ini)</translation>
    </message>
    <message>
        <source>Days in which a booth finds its own people again by their fingers; 0: never.</source>
        <translation>Berapa hari bilik masih mengenali warga yang sudah direkam di situ dari sidik jarinya; 0: tidak pernah.</translation>
    </message>
    <message>
        <source>Days that templates of two fingers stay in the vault, to notice who was recorded here before; 0: never.</source>
        <translation>Berapa hari templat dua jari disimpan di brankas data, untuk mengenali siapa yang pernah merekam di sini; 0: tidak pernah.</translation>
    </message>
    <message>
        <source>Days to search for earlier recordings</source>
        <translation>Hari pencarian rekaman ganda</translation>
    </message>
    <message>
        <source>Days with recordings</source>
        <translation>Hari yang ada rekamannya</translation>
    </message>
    <message>
        <source>Dead lines</source>
        <translation>Garis mati</translation>
    </message>
    <message>
        <source>Dead pixels</source>
        <translation>Piksel mati</translation>
    </message>
    <message>
        <source>Decided by the office</source>
        <translation>Ditetapkan pusat</translation>
    </message>
    <message>
        <source>Decided by the office. {meaning}</source>
        <translation>Ditetapkan pusat. {meaning}</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Bawaan</translation>
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
        <source>Delay</source>
        <translation>Jeda</translation>
    </message>
    <message>
        <source>Delay of the picture</source>
        <translation>Keterlambatan gambar</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Desktop</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Perangkat</translation>
    </message>
    <message>
        <source>Device test</source>
        <translation>Uji perangkat</translation>
    </message>
    <message>
        <source>Device that feeds</source>
        <translation>Alat pemberi daya</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Perangkat</translation>
    </message>
    <message>
        <source>Difference from its own count</source>
        <translation>Selisih dari hitungan sendiri</translation>
    </message>
    <message>
        <source>Difference from the office</source>
        <translation>Selisih dari kantor</translation>
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
        <source>Discard …</source>
        <translation>Buang …</translation>
    </message>
    <message>
        <source>Discarded. Nothing of this recording was kept.</source>
        <translation>Dibuang. Tidak ada bagian perekaman ini yang disimpan.</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disk</translation>
    </message>
    <message>
        <source>Disk full: {megabytes} MB</source>
        <translation>Disk penuh: {megabytes} MB</translation>
    </message>
    <message>
        <source>Disk {gigabytes} GB</source>
        <translation>Disk {gigabytes} GB</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Jarak</translation>
    </message>
    <message>
        <source>Divorce certificate</source>
        <translation>Akta cerai</translation>
    </message>
    <message>
        <source>Do not answer the command ReadSysPara</source>
        <translation>Tidak menjawab perintah ReadSysPara</translation>
    </message>
    <message>
        <source>Do not print</source>
        <translation>Jangan cetak</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumen</translation>
    </message>
    <message>
        <source>Does not match …</source>
        <translation>Tidak sesuai …</translation>
    </message>
    <message>
        <source>Does not sign: {reason}</source>
        <translation>Tidak tanda tangan: {reason}</translation>
    </message>
    <message>
        <source>Does not sign: {reason}. Whoever can after all signs here.</source>
        <translation>Tidak tanda tangan: {reason}. Jika ternyata bisa, silakan tanda tangan di sini.</translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation>Tidak berfungsi</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Unduhan</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Draf</translation>
    </message>
    <message>
        <source>Drafts may be finished and saved.</source>
        <translation>Draf boleh diselesaikan dan disimpan.</translation>
    </message>
    <message>
        <source>Each page is judged as soon as it is photographed.</source>
        <translation>Setiap halaman langsung dinilai setelah difoto.</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Majukan</translation>
    </message>
    <message>
        <source>Electronic identity card (KTP-el)</source>
        <translation>Kartu tanda penduduk elektronik (KTP-el)</translation>
    </message>
    <message>
        <source>Empty the form</source>
        <translation>Kosongkan isian</translation>
    </message>
    <message>
        <source>Empty the recycle bin and remove old downloads; never delete files of the data folder.</source>
        <translation>Kosongkan tempat sampah dan hapus unduhan lama; jangan hapus berkas di folder data.</translation>
    </message>
    <message>
        <source>Emulated devices: a serial sensor, a USB reader, or certified scanners for slaps, face and irises</source>
        <translation>Perangkat tiruan: sensor serial, pembaca USB, atau pemindai bersertifikat untuk empat jari, wajah dan iris</translation>
    </message>
    <message>
        <source>Enrol a booth again that was enrolled before; without a code, the same office at a new address</source>
        <translation>Daftarkan lagi bilik yang pernah terdaftar; tanpa kode, pusat yang sama di alamat baru</translation>
    </message>
    <message>
        <source>Enrol again</source>
        <translation>Daftarkan lagi</translation>
    </message>
    <message>
        <source>Enrol this booth again</source>
        <translation>Daftarkan bilik ini lagi</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>Terdaftar sejak</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Enter goes on where it was left.</source>
        <translation>Enter melanjutkan dari langkah terakhir.</translation>
    </message>
    <message>
        <source>Enter takes its residents in; F7 chooses whether others stay.</source>
        <translation>Enter memasukkan warganya; F7 menentukan apakah warga lain tetap disimpan.</translation>
    </message>
    <message>
        <source>Entries in the activity log</source>
        <translation>Isi catatan kegiatan</translation>
    </message>
    <message>
        <source>Estimated quality · limit {limit}</source>
        <translation>Mutu perkiraan · batas {limit}</translation>
    </message>
    <message>
        <source>Evenness</source>
        <translation>Kerataan cahaya</translation>
    </message>
    <message>
        <source>Evenness of the light</source>
        <translation>Kerataan cahaya</translation>
    </message>
    <message>
        <source>Every device test adds a point to them.</source>
        <translation>Setiap uji perangkat menambah satu titik.</translation>
    </message>
    <message>
        <source>Every recording of this booth has the office's receipt.</source>
        <translation>Semua rekaman bilik ini sudah punya tanda terima dari pusat.</translation>
    </message>
    <message>
        <source>Every recording that is saved stands here, with its proof.</source>
        <translation>Setiap rekaman yang disimpan ada di sini, beserta buktinya.</translation>
    </message>
    <message>
        <source>Everything is received</source>
        <translation>Semua sudah diterima pusat</translation>
    </message>
    <message>
        <source>Everything is sent: the office has it.</source>
        <translation>Semua sudah terkirim dan diterima pusat.</translation>
    </message>
    <message>
        <source>Everything sent</source>
        <translation>Semua terkirim</translation>
    </message>
    <message>
        <source>Exchanged: all prints and marks of both hands. Lay the fingers on once more.</source>
        <translation>Ditukar: semua sidik dan tanda kedua tangan. Tempelkan jari sekali lagi.</translation>
    </message>
    <message>
        <source>Exchanged: the prints of {first} and {second}, nothing else. Lay the fingers on once more.</source>
        <translation>Ditukar: sidik {first} dan {second} saja. Tempelkan jari sekali lagi.</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Pajanan</translation>
    </message>
    <message>
        <source>Eye disease</source>
        <translation>Penyakit mata</translation>
    </message>
    <message>
        <source>Eye missing or artificial</source>
        <translation>Mata tidak ada atau palsu</translation>
    </message>
    <message>
        <source>Eyes open, mouth closed</source>
        <translation>Mata terbuka, mulut tertutup</translation>
    </message>
    <message>
        <source>F2 to F6, F10: go back and correct</source>
        <translation>F2 sampai F6, F10: kembali untuk memperbaiki</translation>
    </message>
    <message>
        <source>F2 to F6: go back and correct</source>
        <translation>F2 sampai F6: kembali untuk memperbaiki</translation>
    </message>
    <message>
        <source>F5 tests every part.</source>
        <translation>F5 menguji semua bagian.</translation>
    </message>
    <message>
        <source>F6 notes it. The resident goes there with the KK, on any working day.</source>
        <translation>F6 mencatatnya. Warga datang ke sana membawa KK, setiap hari kerja.</translation>
    </message>
    <message>
        <source>F6 takes it back.</source>
        <translation>F6 membatalkannya.</translation>
    </message>
    <message>
        <source>F7 shows everything.</source>
        <translation>F7 menampilkan semua.</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>BERKAS</translation>
    </message>
    <message>
        <source>Face partly covered for a medical reason</source>
        <translation>Sebagian wajah tertutup karena alasan medis</translation>
    </message>
    <message>
        <source>Face photo</source>
        <translation>Foto wajah</translation>
    </message>
    <message>
        <source>Fail at the N-th packet of image data since the start (default: {default})</source>
        <translation>Gangguan terjadi pada paket data gambar ke-N sejak mulai (bawaan: {default})</translation>
    </message>
    <message>
        <source>Fail at the N-th picture (default: {default})</source>
        <translation>Gagal pada gambar ke-N (bawaan: {default})</translation>
    </message>
    <message>
        <source>Fail once: retry:N, error:N, hang, corrupt or unplug; hang and unplug stay</source>
        <translation>Gagal sekali: retry:N, error:N, hang, corrupt, atau unplug; hang dan unplug menetap</translation>
    </message>
    <message>
        <source>Fail once; hang and unplug stay</source>
        <translation>Buat satu gangguan; hang dan unplug menetap</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gagal</translation>
    </message>
    <message>
        <source>Failed at the centre</source>
        <translation>Gagal di pusat</translation>
    </message>
    <message>
        <source>Failed at the regional server</source>
        <translation>Gagal di server daerah</translation>
    </message>
    <message>
        <source>Family card (KK)</source>
        <translation>Kartu Keluarga (KK)</translation>
    </message>
    <message>
        <source>Fault report</source>
        <translation>Laporan kerusakan</translation>
    </message>
    <message>
        <source>Faults in the queue</source>
        <translation>Kerusakan di antrean</translation>
    </message>
    <message>
        <source>Faults in the vault</source>
        <translation>Kerusakan di basis data</translation>
    </message>
    <message>
        <source>Faults in use</source>
        <translation>Gangguan saat dipakai</translation>
    </message>
    <message>
        <source>Few frames: more light, another USB port, or a smaller picture.</source>
        <translation>Bingkai sedikit: tambah cahaya, pindah ke lubang USB lain, atau perkecil gambar.</translation>
    </message>
    <message>
        <source>Figures over time</source>
        <translation>Ukuran dari waktu ke waktu</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>File from the office</source>
        <translation>Berkas dari pusat</translation>
    </message>
    <message>
        <source>File …</source>
        <translation>Berkas …</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>Find printers and print a test page.</source>
        <translation>Cari pencetak dan cetak halaman uji.</translation>
    </message>
    <message>
        <source>Find resident</source>
        <translation>Cari warga</translation>
    </message>
    <message>
        <source>Find scanner by itself</source>
        <translation>Cari alat sidik jari sendiri</translation>
    </message>
    <message>
        <source>Finger missing</source>
        <translation>Jari tidak ada</translation>
    </message>
    <message>
        <source>Fingerprint quality from which a try is good enough.</source>
        <translation>Mutu sidik jari yang sudah cukup baik untuk satu percobaan.</translation>
    </message>
    <message>
        <source>Fingerprint scanner</source>
        <translation>Alat sidik jari</translation>
    </message>
    <message>
        <source>Fingerprint scanner: looked for by itself, a serial port, or a network address.</source>
        <translation>Alat sidik jari: dicari sendiri, port serial, atau alamat jaringan.</translation>
    </message>
    <message>
        <source>Fingerprint scanner: looked for by itself, at a serial port, a USB reader, a certified scanner, an address.</source>
        <translation>Pemindai sidik jari: dicari sendiri, pada port serial, pembaca USB, pemindai bersertifikat, atau alamat.</translation>
    </message>
    <message>
        <source>Fingerprints</source>
        <translation>Sidik jari</translation>
    </message>
    <message>
        <source>Fingerprints cannot be compared on this computer: the NBIS library is missing. Call the technician.</source>
        <translation>Sidik jari tidak dapat dicocokkan di komputer ini: pustaka NBIS tidak ada. Hubungi teknisi.</translation>
    </message>
    <message>
        <source>Fingerprints, iris or photo were incomplete or unreadable at the national centre. No card comes of it.</source>
        <translation>Sidik jari, iris, atau foto tidak lengkap atau tidak terbaca di pusat. KTP-el tidak bisa terbit dari rekaman ini.</translation>
    </message>
    <message>
        <source>Fingerprints, iris or photo were incomplete or unreadable at the regional server. No card comes of it.</source>
        <translation>Sidik jari, iris, atau foto tidak lengkap atau tidak terbaca di server daerah. KTP-el tidak bisa terbit dari rekaman ini.</translation>
    </message>
    <message>
        <source>Fingers are missing. Lay all of them down together.</source>
        <translation>Ada jari yang kurang. Letakkan semua jari bersamaan.</translation>
    </message>
    <message>
        <source>Fingers calloused, worn or injured</source>
        <translation>Jari kapalan, aus, atau luka</translation>
    </message>
    <message>
        <source>Fingers for libfprint's virtual USB reader.</source>
        <translation>Jari untuk pembaca USB virtual dari libfprint.</translation>
    </message>
    <message>
        <source>Fingers of this recording look like fingers recorded here in the last days. Ask the resident. Saving is possible in any case; the supervisor sees it.</source>
        <translation>Jari pada rekaman ini tampak sama dengan jari yang direkam di sini beberapa hari terakhir. Tanyakan kepada warga. Rekaman tetap bisa disimpan; penyelia melihatnya.</translation>
    </message>
    <message>
        <source>Fingers too dry or too wet, also after wiping</source>
        <translation>Jari terlalu kering atau basah, juga setelah diseka</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Finish without it</source>
        <translation>Selesai tanpa itu</translation>
    </message>
    <message>
        <source>First accounts</source>
        <translation>Akun pertama</translation>
    </message>
    <message>
        <source>First installation</source>
        <translation>Penyiapan pertama</translation>
    </message>
    <message>
        <source>First photograph the paper that proves the correction: Enter opens the camera.</source>
        <translation>Foto dulu dokumen bukti perbaikannya: Enter membuka kamera.</translation>
    </message>
    <message>
        <source>First picture after</source>
        <translation>Gambar pertama setelah</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Pertama terlihat</translation>
    </message>
    <message>
        <source>Flat and together, until the picture is there.</source>
        <translation>Rata dan rapat, sampai gambarnya ada.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Folder at which the stick is</source>
        <translation>Folder tempat flash disk terpasang</translation>
    </message>
    <message>
        <source>Folder for the files, named person_finger_impression.png; it is made where there is none</source>
        <translation>Folder untuk berkas, bernama orang_jari_tekanan.png; dibuat bila belum ada</translation>
    </message>
    <message>
        <source>Folder of pictures</source>
        <translation>Folder gambar</translation>
    </message>
    <message>
        <source>Folder or new file for it</source>
        <translation>Folder atau berkas baru untuknya</translation>
    </message>
    <message>
        <source>For an office with a new certificate, or when the office asks for it. It gives you a new code. The booth keeps its number, and recordings that wait are sent.</source>
        <translation>Untuk pusat dengan sertifikat baru, atau kalau pusat memintanya. Anda mendapat kode baru dari pusat. Nomor bilik tetap, dan perekaman yang menunggu tetap dikirim.</translation>
    </message>
    <message>
        <source>For example: Baamang 1</source>
        <translation>Misalnya: Baamang 1</translation>
    </message>
    <message>
        <source>For example: another cable, another port, cleaned</source>
        <translation>Misalnya: kabel lain, colokan lain, dibersihkan</translation>
    </message>
    <message>
        <source>For example: black stripes, no light, no answer</source>
        <translation>Misalnya: garis hitam, lampu mati, tidak menjawab</translation>
    </message>
    <message>
        <source>For one booth in {kecamatan}, until {until}.</source>
        <translation>Untuk satu bilik di {kecamatan}, sampai {until}.</translation>
    </message>
    <message>
        <source>For one booth, before what holds for all</source>
        <translation>Untuk satu bilik, mendahului yang berlaku untuk semua</translation>
    </message>
    <message>
        <source>Forgotten the password? The supervisor or the technician gives you a new one.</source>
        <translation>Lupa kata sandi? Minta yang baru kepada penyelia atau teknisi.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Laju bingkai</translation>
    </message>
    <message>
        <source>Free on the disk</source>
        <translation>Ruang disk kosong</translation>
    </message>
    <message>
        <source>Free on the stick</source>
        <translation>Ruang kosong</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Jumat</translation>
    </message>
    <message>
        <source>From a file …</source>
        <translation>Dari berkas …</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Nama lengkap</translation>
    </message>
    <message>
        <source>Getting worse since installation: {then} → {now}. It works now; look after it before it fails, or plan its swap.</source>
        <translation>Memburuk sejak pemasangan: {then} → {now}. Sekarang masih bekerja; rawatlah sebelum rusak, atau rencanakan penggantian.</translation>
    </message>
    <message>
        <source>Give a new password</source>
        <translation>Beri kata sandi baru</translation>
    </message>
    <message>
        <source>Give a user a new password.</source>
        <translation>Beri pengguna kata sandi baru.</translation>
    </message>
    <message>
        <source>Give the reason with F8.</source>
        <translation>Beri alasan dengan F8.</translation>
    </message>
    <message>
        <source>Glass before the test</source>
        <translation>Kaca sebelum uji</translation>
    </message>
    <message>
        <source>Go on typing</source>
        <translation>Teruskan mengetik</translation>
    </message>
    <message>
        <source>Go on with Enter, or once more with R.</source>
        <translation>Lanjut dengan Enter, atau ulangi dengan R.</translation>
    </message>
    <message>
        <source>Go on with Enter.</source>
        <translation>Lanjutkan dengan Enter.</translation>
    </message>
    <message>
        <source>Go on with a reason …</source>
        <translation>Lanjut dengan alasan …</translation>
    </message>
    <message>
        <source>Goes on without a match.</source>
        <translation>Dilanjutkan tanpa kecocokan.</translation>
    </message>
    <message>
        <source>Good. Hold still.</source>
        <translation>Bagus. Jangan bergerak.</translation>
    </message>
    <message>
        <source>Good. Lift the finger.</source>
        <translation>Bagus. Angkat jari.</translation>
    </message>
    <message>
        <source>Good. Lift the fingers.</source>
        <translation>Bagus. Angkat jari-jarinya.</translation>
    </message>
    <message>
        <source>HOST:PORT, for example 127.0.0.1:4001</source>
        <translation>HOST:PORT, misalnya 127.0.0.1:4001</translation>
    </message>
    <message>
        <source>Half of the face is dark. Light from the front.</source>
        <translation>Sebelah wajah gelap. Arahkan cahaya dari depan.</translation>
    </message>
    <message>
        <source>Hand injured or paralysed</source>
        <translation>Tangan cedera atau lumpuh</translation>
    </message>
    <message>
        <source>Hand it to the resident.</source>
        <translation>Serahkan kepada warga.</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Sudah diserahkan</translation>
    </message>
    <message>
        <source>Has trouble since</source>
        <translation>Bermasalah sejak</translation>
    </message>
    <message>
        <source>Head straight</source>
        <translation>Kepala tegak</translation>
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
        <source>Highest sound rate</source>
        <translation>Laju tertinggi yang baik</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Riwayat</translation>
    </message>
    <message>
        <source>Hold it still, then press Enter</source>
        <translation>Tahan diam, lalu tekan Enter</translation>
    </message>
    <message>
        <source>Hold it still, then press Space</source>
        <translation>Tahan diam, lalu tekan Spasi</translation>
    </message>
    <message>
        <source>Hold the finger still.</source>
        <translation>Tahan jari, jangan bergerak.</translation>
    </message>
    <message>
        <source>Hold the fingers still.</source>
        <translation>Tahan jari-jari, jangan bergerak.</translation>
    </message>
    <message>
        <source>Hold the head straight, not to one side.</source>
        <translation>Kepala tegak, jangan miring.</translation>
    </message>
    <message>
        <source>Home folder</source>
        <translation>Folder pengguna</translation>
    </message>
    <message>
        <source>Hours of local time at which nothing is sent, like {example}.</source>
        <translation>Jam setempat saat tidak ada yang dikirim, misalnya {example}.</translation>
    </message>
    <message>
        <source>Hours of the day in which nothing is sent, for example 08:00-12:00,13:00-15:00; empty: none.</source>
        <translation>Jam tanpa pengiriman, misalnya 08:00-12:00,13:00-15:00; kosong: tidak ada.</translation>
    </message>
    <message>
        <source>Hours without sending</source>
        <translation>Jam tanpa pengiriman</translation>
    </message>
    <message>
        <source>How fast TCP sends: as the system does, or by BBR where the system offers it (default: {default})</source>
        <translation>Cara TCP mengatur kecepatan kirim: menurut sistem, atau dengan BBR bila sistem menyediakannya (bawaan: {default})</translation>
    </message>
    <message>
        <source>How long to look (default: {default})</source>
        <translation>Berapa lama dilihat (bawaan: {default})</translation>
    </message>
    <message>
        <source>How long to wait for a finger (default: {default})</source>
        <translation>Berapa detik menunggu jari (bawaan: {default})</translation>
    </message>
    <message>
        <source>How many packets are added</source>
        <translation>Berapa paket yang ditambahkan</translation>
    </message>
    <message>
        <source>How many residents</source>
        <translation>Jumlah warga</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Berapa kali</translation>
    </message>
    <message>
        <source>How often each finger is pressed, 1 to {most} (default: 1)</source>
        <translation>Berapa kali tiap jari ditekan, 1 sampai {most} (bawaan: 1)</translation>
    </message>
    <message>
        <source>How recordings travel on a stick</source>
        <translation>Cara membawa rekaman dengan flash disk</translation>
    </message>
    <message>
        <source>How the booths are</source>
        <translation>Keadaan bilik</translation>
    </message>
    <message>
        <source>How this booth uses its line. A line that starts with # shows the value used by itself.</source>
        <translation>Cara bilik ini memakai jaringannya. Baris yang diawali # menunjukkan nilai yang dipakai dengan sendirinya.</translation>
    </message>
    <message>
        <source>How to compare (default: the best that works here)</source>
        <translation>Cara membandingkan (bawaan: yang terbaik yang berfungsi di sini)</translation>
    </message>
    <message>
        <source>Images come slowly. Try another cable or port; the booth works on meanwhile.</source>
        <translation>Gambar datang lambat. Coba kabel atau port lain; bilik tetap bisa dipakai.</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>Seluruhnya</translation>
    </message>
    <message>
        <source>In the middle of the oval</source>
        <translation>Di tengah oval</translation>
    </message>
    <message>
        <source>In use here since</source>
        <translation>Dipakai di sini sejak</translation>
    </message>
    <message>
        <source>In use since</source>
        <translation>Dipakai sejak</translation>
    </message>
    <message>
        <source>Iris</source>
        <translation>Iris</translation>
    </message>
    <message>
        <source>Iris (F10): {words}</source>
        <translation>Iris (F10): {words}</translation>
    </message>
    <message>
        <source>Iris scanner</source>
        <translation>Pemindai iris</translation>
    </message>
    <message>
        <source>Iris scanner: none, or a certified one; with one the irises are a step of every recording.</source>
        <translation>Pemindai iris: tidak ada, atau yang bersertifikat; bila ada, iris menjadi satu langkah setiap perekaman.</translation>
    </message>
    <message>
        <source>Is everything correct? Then the resident signs.</source>
        <translation>Semua sudah benar? Warga tanda tangan di sini.</translation>
    </message>
    <message>
        <source>Is the date of this computer right?</source>
        <translation>Apakah tanggal komputer ini benar?</translation>
    </message>
    <message>
        <source>Is the paper whole? Then Del takes it off the list. Enter prints it again, from the beginning.</source>
        <translation>Kertasnya utuh? Tekan Del untuk menghapusnya dari daftar. Enter mencetaknya lagi dari awal.</translation>
    </message>
    <message>
        <source>Is the proof lost? F7 prints it again.</source>
        <translation>Buktinya hilang? F7 mencetaknya lagi.</translation>
    </message>
    <message>
        <source>It arrived damaged at the office, several times.</source>
        <translation>Rekaman beberapa kali tiba di pusat dalam keadaan rusak.</translation>
    </message>
    <message>
        <source>It can be taken back with F6 until you leave this page.</source>
        <translation>Bisa dibatalkan dengan F6 selama halaman ini belum ditinggalkan.</translation>
    </message>
    <message>
        <source>It can be taken later after all.</source>
        <translation>Nanti masih bisa diambil.</translation>
    </message>
    <message>
        <source>It cannot be printed from here. Del takes it off the list.</source>
        <translation>Tidak dapat dicetak dari sini. Del menghapusnya dari daftar.</translation>
    </message>
    <message>
        <source>It comes with the next sending.</source>
        <translation>Datang bersama pengiriman berikutnya.</translation>
    </message>
    <message>
        <source>It holds {count} residents now.</source>
        <translation>Isinya sekarang {count} warga.</translation>
    </message>
    <message>
        <source>It holds {count} residents now. It is version {version}.</source>
        <translation>Isinya sekarang {count} warga, versi {version}.</translation>
    </message>
    <message>
        <source>It is encrypted to your password and to the office; without one of them nobody can read it.</source>
        <translation>Cadangan terenkripsi dengan kata sandi Anda dan untuk pusat; tanpa salah satunya tidak ada yang bisa membacanya.</translation>
    </message>
    <message>
        <source>It is larger than the office accepts.</source>
        <translation>Ukurannya melebihi batas pusat.</translation>
    </message>
    <message>
        <source>It is read there with “booth-office courier”, which writes the receipts by itself.</source>
        <translation>Di pusat flash disk dibaca dengan “booth-office courier”, yang sekaligus menulis tanda terimanya.</translation>
    </message>
    <message>
        <source>It is sent by itself as soon as there is a line. Nothing is lost until then.</source>
        <translation>Dikirim sendiri begitu ada jaringan. Sampai saat itu tidak ada yang hilang.</translation>
    </message>
    <message>
        <source>It is taken in at the next login, or while the screen is locked.</source>
        <translation>Dimasukkan saat ada yang masuk lagi, atau selagi layar terkunci.</translation>
    </message>
    <message>
        <source>It lies on the disk that the data lie on. Copy it to a USB stick, too: a broken disk takes both.</source>
        <translation>Cadangan ini di disk yang sama dengan data. Salin juga ke flash disk: disk yang rusak membawa keduanya.</translation>
    </message>
    <message>
        <source>It lies or stands the wrong way for {device}. Place it again.</source>
        <translation>Letaknya salah untuk {device}. Letakkan sekali lagi.</translation>
    </message>
    <message>
        <source>It waits to be sent again.</source>
        <translation>Rekaman antre untuk dikirim ulang.</translation>
    </message>
    <message>
        <source>It was sealed by another booth.</source>
        <translation>Rekaman ini disegel oleh bilik lain.</translation>
    </message>
    <message>
        <source>Its last day (default: until it is removed)</source>
        <translation>Hari terakhirnya (bawaan: sampai dihapus)</translation>
    </message>
    <message>
        <source>Its number, as the list of notices shows it</source>
        <translation>Nomornya, seperti pada daftar pengumuman</translation>
    </message>
    <message>
        <source>Its owner has probably gone home. Enter prints it all the same, Del takes it off the list.</source>
        <translation>Pemiliknya mungkin sudah pulang. Enter tetap mencetaknya, Del menghapusnya dari daftar.</translation>
    </message>
    <message>
        <source>Its serial number</source>
        <translation>Nomor serinya</translation>
    </message>
    <message>
        <source>Its short name, as the list of booths shows it</source>
        <translation>Nama pendeknya, seperti dalam daftar bilik</translation>
    </message>
    <message>
        <source>JPEG and PNG files on plugged-in media, among documents and downloads, the newest first.</source>
        <translation>Berkas JPEG dan PNG di media yang terpasang, di dokumen dan unduhan, yang terbaru dulu.</translation>
    </message>
    <message>
        <source>Judge photos of faces.</source>
        <translation>Menilai foto wajah.</translation>
    </message>
    <message>
        <source>Judge the quality of fingerprints in files.</source>
        <translation>Menilai mutu sidik jari dalam berkas.</translation>
    </message>
    <message>
        <source>Just now</source>
        <translation>Baru saja</translation>
    </message>
    <message>
        <source>KEY=VALUE</source>
        <translation>KUNCI=NILAI</translation>
    </message>
    <message>
        <source>KK and supporting papers</source>
        <translation>KK dan dokumen pendukung</translation>
    </message>
    <message>
        <source>KK number</source>
        <translation>Nomor KK</translation>
    </message>
    <message>
        <source>KTP-el status: {state}</source>
        <translation>Status KTP-el: {state}</translation>
    </message>
    <message>
        <source>KTP-el status: {state}, as of {day}</source>
        <translation>Status KTP-el: {state}, per {day}</translation>
    </message>
    <message>
        <source>Kecamatan</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>Kecamatan that the booth records, six digits each</source>
        <translation>Kecamatan yang direkam bilik, masing-masing enam angka</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>Keep everything in DIR, which must be new</source>
        <translation>Simpan semuanya di DIR, yang harus baru</translation>
    </message>
    <message>
        <source>Keep it on a USB stick or another disk, away from this computer. It is read back before it counts.</source>
        <translation>Simpan di flash disk atau disk lain, jauh dari komputer ini. Cadangan dibaca ulang dulu, baru dianggap jadi.</translation>
    </message>
    <message>
        <source>Keep sending until stopped: for a service.</source>
        <translation>Terus mengirim sampai dihentikan: untuk layanan sistem.</translation>
    </message>
    <message>
        <source>Keep the glass empty.</source>
        <translation>Biarkan kaca kosong dulu.</translation>
    </message>
    <message>
        <source>Keep this data folder as evidence and report it; recordings are not affected.</source>
        <translation>Simpan folder data ini sebagai bukti dan laporkan; rekaman tidak terpengaruh.</translation>
    </message>
    <message>
        <source>Keep this page, because …</source>
        <translation>Pakai halaman ini, karena …</translation>
    </message>
    <message>
        <source>Keep, because …</source>
        <translation>Pakai, karena …</translation>
    </message>
    <message>
        <source>Kept, and in force already.</source>
        <translation>Tersimpan dan sudah berlaku.</translation>
    </message>
    <message>
        <source>Kept. Close the program and start it again to use it.</source>
        <translation>Tersimpan. Tutup program lalu buka lagi agar berlaku.</translation>
    </message>
    <message>
        <source>Kept. It is in force from the next login on.</source>
        <translation>Tersimpan. Berlaku mulai masuk berikutnya.</translation>
    </message>
    <message>
        <source>Kept. Sending minds it within seconds.</source>
        <translation>Tersimpan. Pengiriman mengikutinya dalam beberapa detik.</translation>
    </message>
    <message>
        <source>Kept: {reason}</source>
        <translation>Dipakai: {reason}</translation>
    </message>
    <message>
        <source>Key of the backup that the office opened, for a lost password</source>
        <translation>Kunci cadangan yang dibuka pusat, kalau kata sandi hilang</translation>
    </message>
    <message>
        <source>Keys on this screen</source>
        <translation>Tombol di layar ini</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Jenis</translation>
    </message>
    <message>
        <source>Kind of sensor</source>
        <translation>Jenis sensor</translation>
    </message>
    <message>
        <source>Kind of the first user</source>
        <translation>Jenis pengguna pertama</translation>
    </message>
    <message>
        <source>Kind of the user</source>
        <translation>Jenis pengguna</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Bahasa</translation>
    </message>
    <message>
        <source>Language of screens and papers.</source>
        <translation>Bahasa layar dan cetakan.</translation>
    </message>
    <message>
        <source>Language of the screens</source>
        <translation>Bahasa layar</translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation>Cadangan terakhir</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Kabar terakhir</translation>
    </message>
    <message>
        <source>Last device test</source>
        <translation>Uji alat terakhir</translation>
    </message>
    <message>
        <source>Last passed a test</source>
        <translation>Terakhir lulus uji</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Terakhir terlihat</translation>
    </message>
    <message>
        <source>Last tests</source>
        <translation>Uji terakhir</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>Terakhir kali</translation>
    </message>
    <message>
        <source>Lay a finger on the glass.</source>
        <translation>Tempelkan satu jari di kaca alat sidik jari.</translation>
    </message>
    <message>
        <source>Lay both thumbs on the glass, side by side.</source>
        <translation>Tempelkan kedua ibu jari di kaca, berdampingan.</translation>
    </message>
    <message>
        <source>Lay the finger in the middle of the glass.</source>
        <translation>Tempelkan jari di tengah kaca.</translation>
    </message>
    <message>
        <source>Lay the four fingers of the left hand on the glass.</source>
        <translation>Tempelkan empat jari tangan kiri di kaca.</translation>
    </message>
    <message>
        <source>Lay the four fingers of the right hand on the glass.</source>
        <translation>Tempelkan empat jari tangan kanan di kaca.</translation>
    </message>
    <message>
        <source>Lay the paper flat, wholly in the picture</source>
        <translation>Letakkan kertas rata, seluruhnya dalam gambar</translation>
    </message>
    <message>
        <source>Lay the {finger} on the glass.</source>
        <translation>Tempelkan {finger} pada kaca.</translation>
    </message>
    <message>
        <source>Lay them on again.</source>
        <translation>Tempelkan lagi.</translation>
    </message>
    <message>
        <source>Leave the stick in.</source>
        <translation>Jangan cabut flash disk.</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Keluar</translation>
    </message>
    <message>
        <source>Left eye</source>
        <translation>Mata kiri</translation>
    </message>
    <message>
        <source>Left four fingers</source>
        <translation>Empat jari kiri</translation>
    </message>
    <message>
        <source>Left hand</source>
        <translation>Tangan kiri</translation>
    </message>
    <message>
        <source>Left hand: lay these on the glass together: {fingers}.</source>
        <translation>Tangan kiri: tempelkan bersama di kaca: {fingers}.</translation>
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
        <source>Let a closed login work again.</source>
        <translation>Buka lagi login yang ditutup.</translation>
    </message>
    <message>
        <source>Let a login work at no booth any more, from when the booth hears of it.</source>
        <translation>Tutup satu login di semua bilik, sejak bilik mendapat kabarnya.</translation>
    </message>
    <message>
        <source>Let the scanner send as slowly as a real one, also by itself</source>
        <translation>Alat sidik jari mengirim selambat alat asli, juga bila berjalan sendiri</translation>
    </message>
    <message>
        <source>Lift the finger and lay it on again.</source>
        <translation>Angkat jari lalu tempelkan lagi.</translation>
    </message>
    <message>
        <source>Lift the finger.</source>
        <translation>Angkat jari.</translation>
    </message>
    <message>
        <source>Lift the fingers.</source>
        <translation>Angkat jari-jarinya.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Cahaya</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Terang</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Ikuti sistem</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Baris</translation>
    </message>
    <message>
        <source>Line to the office</source>
        <translation>Jaringan ke pusat</translation>
    </message>
    <message>
        <source>Line {line}</source>
        <translation>Baris {line}</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: {what}</source>
        <translation>Baris {line}, kolom {column}: {what}</translation>
    </message>
    <message>
        <source>Line {line}: {what}</source>
        <translation>Baris {line}: {what}</translation>
    </message>
    <message>
        <source>Line: {text}</source>
        <translation>Jaringan: {text}</translation>
    </message>
    <message>
        <source>List the accounts.</source>
        <translation>Menampilkan daftar akun.</translation>
    </message>
    <message>
        <source>List the booths.</source>
        <translation>Menampilkan daftar bilik.</translation>
    </message>
    <message>
        <source>List the closed logins.</source>
        <translation>Tampilkan login yang ditutup.</translation>
    </message>
    <message>
        <source>List the notices.</source>
        <translation>Tampilkan pengumuman.</translation>
    </message>
    <message>
        <source>List the printers that can be chosen in the settings.</source>
        <translation>Daftar pencetak yang dapat dipilih dalam pengaturan.</translation>
    </message>
    <message>
        <source>List the webcams that are plugged in</source>
        <translation>Daftar webcam yang terpasang</translation>
    </message>
    <message>
        <source>Little memory is free. Close other programs.</source>
        <translation>Memori yang bebas tinggal sedikit. Tutup program lain.</translation>
    </message>
    <message>
        <source>Little room is left. Free space on the disk soon.</source>
        <translation>Ruang tinggal sedikit. Segera kosongkan ruang di disk.</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Kunci layar</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Terkunci</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Log bundle</source>
        <translation>Paket log</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Masuk</translation>
    </message>
    <message>
        <source>Log in as the technician</source>
        <translation>Masuk sebagai teknisi</translation>
    </message>
    <message>
        <source>Log in as {logins}; the password is {password}</source>
        <translation>Masuk sebagai {logins}; kata sandinya {password}</translation>
    </message>
    <message>
        <source>Log in to the network first</source>
        <translation>Masuk ke jaringan dulu</translation>
    </message>
    <message>
        <source>Log in, so that device tests and parts are in it and names are looked for</source>
        <translation>Masuk, supaya uji dan daftar perangkat ikut, dan nama dicari</translation>
    </message>
    <message>
        <source>Log in, so that the vault is tested and the report is kept</source>
        <translation>Masuk, agar brankas data ikut diuji dan laporan disimpan</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Keluar</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Nama masuk</translation>
    </message>
    <message>
        <source>Login closed by the office: {logins}</source>
        <translation>Login ditutup pusat: {logins}</translation>
    </message>
    <message>
        <source>Login name</source>
        <translation>Nama masuk</translation>
    </message>
    <message>
        <source>Login name or password is wrong.</source>
        <translation>Nama masuk atau kata sandi salah.</translation>
    </message>
    <message>
        <source>Login of a technician, whose password opens the backup</source>
        <translation>Nama masuk teknisi; kata sandinya membuka cadangan</translation>
    </message>
    <message>
        <source>Login of the first account</source>
        <translation>Nama masuk akun pertama</translation>
    </message>
    <message>
        <source>Login of the first user</source>
        <translation>Nama masuk pengguna pertama</translation>
    </message>
    <message>
        <source>Login of the first user; with --again, of a technician</source>
        <translation>Nama masuk pengguna pertama; dengan --again, seorang teknisi</translation>
    </message>
    <message>
        <source>Login of the user</source>
        <translation>Nama masuk pengguna</translation>
    </message>
    <message>
        <source>Login or password is wrong.</source>
        <translation>Nama masuk atau kata sandi salah.</translation>
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
        <source>Logins that work at no booth any more.</source>
        <translation>Login yang tidak berlaku lagi di bilik mana pun.</translation>
    </message>
    <message>
        <source>Logs and facts of a recording booth, for whoever helps.</source>
        <translation>Log dan keterangan sebuah bilik perekaman, untuk yang membantu.</translation>
    </message>
    <message>
        <source>Logs, settings, device tests and counts in one ZIP file, without names, numbers and addresses.</source>
        <translation>Log, pengaturan, uji perangkat, dan hitungan dalam satu berkas ZIP, tanpa nama, nomor, dan alamat.</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Lihat</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Cari lagi</translation>
    </message>
    <message>
        <source>Look at each of these before you approve it.</source>
        <translation>Lihat dulu satu per satu sebelum disetujui.</translation>
    </message>
    <message>
        <source>Look at the paper: is it whole?</source>
        <translation>Lihat kertasnya: utuhkah?</translation>
    </message>
    <message>
        <source>Look for a second copy of this program, or for a backup program that holds vault.db.</source>
        <translation>Cari program ini yang terbuka dua kali, atau program cadangan yang menahan vault.db.</translation>
    </message>
    <message>
        <source>Look into the scanner with both eyes wide open.</source>
        <translation>Lihat ke alat dengan kedua mata terbuka lebar.</translation>
    </message>
    <message>
        <source>Look into the scanner: {eye}.</source>
        <translation>Lihat ke alat: {eye}.</translation>
    </message>
    <message>
        <source>Looked for by itself</source>
        <translation>Dicari sendiri</translation>
    </message>
    <message>
        <source>Looking for the office</source>
        <translation>Mencari pusat</translation>
    </message>
    <message>
        <source>Looks like somebody else</source>
        <translation>Mirip orang lain</translation>
    </message>
    <message>
        <source>Looks like the {other}, and is kept all the same.</source>
        <translation>Tampak seperti {other}, tetapi tetap dipakai.</translation>
    </message>
    <message>
        <source>Loss report of the police</source>
        <translation>Surat kehilangan dari polisi</translation>
    </message>
    <message>
        <source>Lossless images</source>
        <translation>Citra asli</translation>
    </message>
    <message>
        <source>Lossless images besides</source>
        <translation>Ditambah citra asli</translation>
    </message>
    <message numerus="yes">
        <source>Lossless images of {n} recordings follow, {size} MB.</source>
        <translation>
            <numerusform>Citra asli {n} rekaman menyusul, {size} MB.</numerusform>
        </translation>
    </message>
    <message>
        <source>Lossless images that follow when the line is idle: {count}</source>
        <translation>Gambar tanpa susut yang menyusul saat jaringan senggang: {count}</translation>
    </message>
    <message>
        <source>Lost on the way</source>
        <translation>Hilang di jalan</translation>
    </message>
    <message>
        <source>Lower the chin a little.</source>
        <translation>Turunkan dagu sedikit.</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Dibuat</translation>
    </message>
    <message>
        <source>Made by {by}; password of {by} at that time.</source>
        <translation>Dibuat oleh {by}; kata sandi {by} waktu itu.</translation>
    </message>
    <message>
        <source>Make a booth for measuring a line, and packets that it sends.</source>
        <translation>Buat bilik untuk mengukur jaringan, beserta paket yang dikirimnya.</translation>
    </message>
    <message>
        <source>Make a new one.</source>
        <translation>Buat yang baru.</translation>
    </message>
    <message>
        <source>Make a new server certificate; booths notice nothing.</source>
        <translation>Membuat sertifikat server baru; bilik tidak merasakan apa-apa.</translation>
    </message>
    <message>
        <source>Make fingerprints of people who never were.</source>
        <translation>Buat sidik jari orang rekaan.</translation>
    </message>
    <message>
        <source>Make keys, certificate authority and the first account.</source>
        <translation>Membuat kunci, otoritas sertifikat, dan akun pertama.</translation>
    </message>
    <message>
        <source>Marital status</source>
        <translation>Status perkawinan</translation>
    </message>
    <message>
        <source>Marriage certificate</source>
        <translation>Akta atau buku nikah</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Sesuai</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Arti</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memori</translation>
    </message>
    <message>
        <source>Memory free</source>
        <translation>Memori kosong</translation>
    </message>
    <message>
        <source>Memory in all</source>
        <translation>Memori seluruhnya</translation>
    </message>
    <message>
        <source>Mend the file, or ask the office for another one, then check it again.</source>
        <translation>Perbaiki berkasnya atau minta yang lain ke pusat, lalu periksa lagi.</translation>
    </message>
    <message>
        <source>Minutes each</source>
        <translation>Rata-rata</translation>
    </message>
    <message>
        <source>Minutes until the screen locks</source>
        <translation>Menit sampai layar terkunci</translation>
    </message>
    <message>
        <source>Minutes without a key or the mouse until the screen locks; 0: never.</source>
        <translation>Menit tanpa tombol atau tetikus sampai layar terkunci; 0: tidak pernah.</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Senin</translation>
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
        <translation>Kepala turun sedikit.</translation>
    </message>
    <message>
        <source>Move the paper into the middle</source>
        <translation>Geser kertas ke tengah</translation>
    </message>
    <message>
        <source>Move up a little.</source>
        <translation>Kepala naik sedikit.</translation>
    </message>
    <message>
        <source>Move {file} to a stick, put it into a safe, and delete it here: it opens every packet on the day that the office key is lost.</source>
        <translation>Pindahkan {file} ke flash disk, simpan di brankas, dan hapus di sini: kunci ini membuka semua paket bila kunci pusat hilang.</translation>
    </message>
    <message>
        <source>Much is lost on the line. Look at aerial, cable and plug; recordings are sent all the same.</source>
        <translation>Banyak yang hilang di jalur. Periksa antena, kabel dan colokan; rekaman tetap dikirim.</translation>
    </message>
    <message>
        <source>My password</source>
        <translation>Kata sandi saya</translation>
    </message>
    <message>
        <source>NAME=TEXT, for example slap=ABCD-0000-0001</source>
        <translation>NAMA=TEKS, misalnya slap=ABCD-0000-0001</translation>
    </message>
    <message>
        <source>NFIQ 2 does not work on this computer; these scores are estimates.</source>
        <translation>NFIQ 2 tidak dapat dipakai di komputer ini; nilai ini perkiraan.</translation>
    </message>
    <message>
        <source>NFIQ 2 quality · limit {limit}</source>
        <translation>Mutu NFIQ 2 · batas {limit}</translation>
    </message>
    <message>
        <source>NIK</source>
        <translation>NIK</translation>
    </message>
    <message>
        <source>NIK, KK number, or part of the name</source>
        <translation>NIK, nomor KK, atau bagian nama</translation>
    </message>
    <message>
        <source>NOTHING IS ENCRYPTED. This office is only for measuring a line.</source>
        <translation>TIDAK ADA YANG DIENKRIPSI. Pusat ini hanya untuk mengukur jaringan.</translation>
    </message>
    <message>
        <source>NUMBER</source>
        <translation>NOMOR</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Name of the booth</source>
        <translation>Nama bilik</translation>
    </message>
    <message>
        <source>Name of the booth (default: what the booth says, else its kecamatan)</source>
        <translation>Nama bilik (bawaan: nama dari bilik itu sendiri, atau kecamatannya)</translation>
    </message>
    <message>
        <source>Name of the booth on screen; empty: as the office named it.</source>
        <translation>Nama bilik di layar; kosong: sesuai nama dari pusat.</translation>
    </message>
    <message>
        <source>Name of the booth, for example “Baamang 1”</source>
        <translation>Nama bilik, misalnya “Baamang 1”</translation>
    </message>
    <message>
        <source>Name of the first user (default: the login)</source>
        <translation>Nama pengguna pertama (bawaan: nama masuknya)</translation>
    </message>
    <message>
        <source>Name of the office</source>
        <translation>Nama kantor</translation>
    </message>
    <message>
        <source>Name of the user (default: the login)</source>
        <translation>Nama pengguna (bawaan: nama masuknya)</translation>
    </message>
    <message>
        <source>Name or address instead of the present ones; may be repeated</source>
        <translation>Nama atau alamat pengganti yang sekarang; boleh diulang</translation>
    </message>
    <message>
        <source>Name or address under which booths reach the office; may be repeated (default: this machine only)</source>
        <translation>Nama atau alamat yang dipakai bilik untuk menghubungi pusat; boleh diulang (bawaan: hanya komputer ini)</translation>
    </message>
    <message>
        <source>Name two files to compare, or a file of pairs with --pairs.</source>
        <translation>Sebutkan dua berkas yang akan dibandingkan, atau berkas daftar pasangan dengan --pairs.</translation>
    </message>
    <message>
        <source>National states</source>
        <translation>Status nasional</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Perlu perhatian</translation>
    </message>
    <message>
        <source>Network camera</source>
        <translation>Kamera jaringan</translation>
    </message>
    <message>
        <source>Never use it for recordings of people. Stop it when the measurement is done.</source>
        <translation>Jangan pernah dipakai untuk perekaman penduduk. Hentikan setelah pengukuran selesai.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Baru</translation>
    </message>
    <message>
        <source>New ZIP file for it</source>
        <translation>Berkas ZIP baru untuknya</translation>
    </message>
    <message>
        <source>New part</source>
        <translation>Perangkat baru</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Kata sandi baru</translation>
    </message>
    <message>
        <source>New password of {login}</source>
        <translation>Kata sandi baru untuk {login}</translation>
    </message>
    <message>
        <source>New recordings appear here by themselves.</source>
        <translation>Rekaman baru muncul di sini dengan sendirinya.</translation>
    </message>
    <message>
        <source>New recordings stopped</source>
        <translation>Perekaman baru dihentikan</translation>
    </message>
    <message>
        <source>New settings and counts of the office were taken in.</source>
        <translation>Pengaturan dan hitungan baru dari pusat sudah diterima.</translation>
    </message>
    <message>
        <source>New values; - gives the default back</source>
        <translation>Nilai baru; - mengembalikan nilai bawaan</translation>
    </message>
    <message>
        <source>Newest days</source>
        <translation>Hari-hari terbaru</translation>
    </message>
    <message>
        <source>News of the office</source>
        <translation>Kabar dari pusat</translation>
    </message>
    <message>
        <source>News of the office: not taken in</source>
        <translation>Kabar dari pusat: belum masuk</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Lanjut</translation>
    </message>
    <message>
        <source>Next part</source>
        <translation>Bagian berikutnya</translation>
    </message>
    <message>
        <source>Next picture: {paper} · F2 chooses another paper</source>
        <translation>Foto berikutnya: {paper} · F2 memilih dokumen lain</translation>
    </message>
    <message>
        <source>Next resident</source>
        <translation>Warga berikutnya</translation>
    </message>
    <message>
        <source>No CSV file found</source>
        <translation>Tidak ada berkas CSV</translation>
    </message>
    <message>
        <source>No KK …</source>
        <translation>Tanpa KK …</translation>
    </message>
    <message>
        <source>No KK, because …</source>
        <translation>Tanpa KK, karena …</translation>
    </message>
    <message>
        <source>No UPS or battery tells this computer anything.</source>
        <translation>Tidak ada UPS atau baterai yang melapor ke komputer ini.</translation>
    </message>
    <message>
        <source>No backup found</source>
        <translation>Tidak ada cadangan</translation>
    </message>
    <message>
        <source>No booth is enrolled yet. A one-time code is made with: booth-office enrol --kecamatan CODE</source>
        <translation>Belum ada bilik yang terdaftar. Kode sekali pakai dibuat dengan: booth-office enrol --kecamatan KODE</translation>
    </message>
    <message>
        <source>No code has “{character}” (place {place}). It is often 0, 1, V or 5.</source>
        <translation>Tidak ada kode dengan “{character}” (tempat {place}). Biasanya itu 0, 1, V, atau 5.</translation>
    </message>
    <message>
        <source>No day has recordings yet</source>
        <translation>Belum ada hari yang punya rekaman</translation>
    </message>
    <message>
        <source>No draft is waiting</source>
        <translation>Tidak ada draf yang menunggu</translation>
    </message>
    <message>
        <source>No eye is taken.</source>
        <translation>Tidak ada mata yang diambil.</translation>
    </message>
    <message>
        <source>No face in the picture. Look at the camera.</source>
        <translation>Wajah tidak terlihat. Lihat ke kamera.</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>Belum ada ukuran</translation>
    </message>
    <message>
        <source>No finger could be captured</source>
        <translation>Tidak ada jari yang bisa diambil</translation>
    </message>
    <message>
        <source>No finger was captured, so none can be compared.</source>
        <translation>Tidak ada jari yang diambil, jadi tidak ada yang bisa dibandingkan.</translation>
    </message>
    <message>
        <source>No finger was placed on the glass in time. Try again.</source>
        <translation>Tidak ada jari yang diletakkan di kaca alat sampai batas waktu. Coba lagi.</translation>
    </message>
    <message>
        <source>No glasses, forehead free</source>
        <translation>Tanpa kacamata, dahi terlihat</translation>
    </message>
    <message>
        <source>No glasses; hold still.</source>
        <translation>Tanpa kacamata; jangan bergerak.</translation>
    </message>
    <message>
        <source>No iris scanner is set up. The technician chooses one in the settings.</source>
        <translation>Pemindai iris belum diatur. Teknisi memilihnya di pengaturan.</translation>
    </message>
    <message>
        <source>No iris scanner is set up: recordings go without this step.</source>
        <translation>Tidak ada pemindai iris: perekaman berjalan tanpa langkah ini.</translation>
    </message>
    <message>
        <source>No line</source>
        <translation>Jaringan putus</translation>
    </message>
    <message>
        <source>No line since {day}</source>
        <translation>Jaringan putus sejak {day}</translation>
    </message>
    <message>
        <source>No line since {moment}; it is tried again all the time.</source>
        <translation>Jaringan putus sejak {moment}; terus dicoba dengan sendirinya.</translation>
    </message>
    <message>
        <source>No name, no number and no address of a resident is in here, nor who works at the booth.</source>
        <translation>Tidak ada nama, nomor, atau alamat warga di sini, juga tidak siapa yang bertugas di bilik.</translation>
    </message>
    <message>
        <source>No new recordings after so many days without a receipt; 0: never.</source>
        <translation>Tidak ada perekaman baru setelah sekian hari tanpa tanda terima; 0: tidak pernah.</translation>
    </message>
    <message>
        <source>No new recordings from so many unsent ones on; 0: never.</source>
        <translation>Tidak ada perekaman baru mulai dari sekian rekaman yang belum terkirim; 0: tidak pernah.</translation>
    </message>
    <message numerus="yes">
        <source>No new recordings now: {n} are not at the office yet, the oldest since {day}.</source>
        <translation>
            <numerusform>Perekaman baru dihentikan: {n} rekaman belum sampai di pusat, yang terlama sejak {day}.</numerusform>
        </translation>
    </message>
    <message>
        <source>No page yet</source>
        <translation>Belum ada halaman</translation>
    </message>
    <message>
        <source>No paper found. Lay it flat on a darker ground, wholly in the picture.</source>
        <translation>Kertas tidak ditemukan. Letakkan rata di alas yang lebih gelap, seluruhnya dalam gambar.</translation>
    </message>
    <message>
        <source>No part is known yet</source>
        <translation>Belum ada perangkat yang dikenal</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Tidak ada gambar</translation>
    </message>
    <message>
        <source>No picture found</source>
        <translation>Tidak ada gambar</translation>
    </message>
    <message>
        <source>No print was taken. The reason alone stands in.</source>
        <translation>Tidak ada sidik jari. Hanya alasannya yang dicatat.</translation>
    </message>
    <message>
        <source>No printer</source>
        <translation>Tanpa pencetak</translation>
    </message>
    <message>
        <source>No printer is set up. The technician chooses one in the settings; the list of today then prints it.</source>
        <translation>Pencetak belum diatur. Teknisi memilihnya di pengaturan; setelah itu bukti dicetak dari daftar hari ini.</translation>
    </message>
    <message>
        <source>No printer was found.</source>
        <translation>Tidak ada pencetak yang ditemukan.</translation>
    </message>
    <message>
        <source>No receipt on the stick is new.</source>
        <translation>Tidak ada tanda terima baru di flash disk.</translation>
    </message>
    <message>
        <source>No recording has arrived yet.</source>
        <translation>Belum ada perekaman yang diterima.</translation>
    </message>
    <message>
        <source>No recording here</source>
        <translation>Tidak bisa merekam di sini</translation>
    </message>
    <message>
        <source>No resident with this NIK is in the register. Check the number, or take the data down by hand.</source>
        <translation>Tidak ada warga dengan NIK ini di daftar. Periksa nomornya, atau isi data dengan tangan.</translation>
    </message>
    <message>
        <source>No signature pad is set up: mouse, touch or pen of this screen is used.</source>
        <translation>Papan tanda tangan tidak terpasang: tetikus, sentuhan, atau pena layar ini dipakai.</translation>
    </message>
    <message>
        <source>No stick is plugged in. Put it in, wait a moment, go back and choose again; or type its folder.</source>
        <translation>Flash disk belum terpasang. Pasang, tunggu sebentar, kembali dan pilih lagi; atau ketik foldernya.</translation>
    </message>
    <message>
        <source>No test yet</source>
        <translation>Belum pernah diuji</translation>
    </message>
    <message>
        <source>No warnings and no errors</source>
        <translation>Tidak ada peringatan atau kesalahan</translation>
    </message>
    <message>
        <source>No webcam is plugged in.</source>
        <translation>Tidak ada webcam yang terpasang.</translation>
    </message>
    <message>
        <source>Nobody can log in yet</source>
        <translation>Belum ada yang bisa masuk</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Tidak ditemukan</translation>
    </message>
    <message>
        <source>Nobody found for “{wanted}”</source>
        <translation>“{wanted}” tidak ditemukan</translation>
    </message>
    <message>
        <source>Nobody in this file belongs to this booth: is it the right file?</source>
        <translation>Tidak ada warga bilik ini di dalam berkas: apakah berkasnya benar?</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Derau</translation>
    </message>
    <message>
        <source>Noise of the picture</source>
        <translation>Derau gambar</translation>
    </message>
    <message>
        <source>Noise of the sensor</source>
        <translation>Derau sensor</translation>
    </message>
    <message>
        <source>None is plugged in now.</source>
        <translation>Sekarang tidak ada yang terpasang.</translation>
    </message>
    <message>
        <source>None of them was put on a stick yet.</source>
        <translation>Belum ada yang ditulis ke flash disk.</translation>
    </message>
    <message>
        <source>None of these fingers is taken.</source>
        <translation>Tidak satu pun dari jari ini diambil.</translation>
    </message>
    <message>
        <source>Not at the office yet</source>
        <translation>Belum sampai di pusat</translation>
    </message>
    <message>
        <source>Not clear enough to compare. Wipe finger and glass, then press again.</source>
        <translation>Kurang jelas untuk dibandingkan. Lap jari dan kaca, lalu tempel lagi.</translation>
    </message>
    <message>
        <source>Not clear enough. Wipe finger and glass, then press again.</source>
        <translation>Kurang jelas. Lap jari dan kaca, lalu tempel lagi.</translation>
    </message>
    <message>
        <source>Not compared with the office: {why} Compare date and time with a phone.</source>
        <translation>Belum dibandingkan dengan pusat: {why} Cocokkan tanggal dan jam dengan telepon.</translation>
    </message>
    <message>
        <source>Not genuine, not used</source>
        <translation>Tidak asli, tidak dipakai</translation>
    </message>
    <message>
        <source>Not good enough yet: {fingers}.</source>
        <translation>Belum cukup bagus: {fingers}.</translation>
    </message>
    <message>
        <source>Not good enough: place the finger once more.</source>
        <translation>Kurang baik: tempelkan jari sekali lagi.</translation>
    </message>
    <message>
        <source>Not in the middle: place the finger once more, in the middle of the glass.</source>
        <translation>Tidak di tengah: tempelkan jari sekali lagi, di tengah kaca.</translation>
    </message>
    <message>
        <source>Not in the register</source>
        <translation>Tidak ada di daftar</translation>
    </message>
    <message>
        <source>Not in the register of this booth: taken down by hand from the KK.</source>
        <translation>Tidak ada dalam daftar bilik ini: dicatat tangan dari KK.</translation>
    </message>
    <message>
        <source>Not like a usual signature. It is kept all the same.</source>
        <translation>Tidak seperti tanda tangan biasa, tetapi tetap disimpan.</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>Belum rekam</translation>
    </message>
    <message>
        <source>Not saved: {why} The draft is kept.</source>
        <translation>Tidak tersimpan: {why} Draf tetap ada.</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Belum terkirim</translation>
    </message>
    <message>
        <source>Not taken: {fingers}.</source>
        <translation>Tidak diambil: {fingers}.</translation>
    </message>
    <message>
        <source>Not taken: {reason}</source>
        <translation>Tidak diambil: {reason}</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>Tidak ada</translation>
    </message>
    <message>
        <source>Not verified.</source>
        <translation>Tidak diverifikasi.</translation>
    </message>
    <message>
        <source>Not yet 16 and never married: a recording is not possible before {date}.</source>
        <translation>Belum 16 tahun dan belum pernah kawin: baru bisa merekam mulai {date}.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Note of the office</source>
        <translation>Pesan dari pusat</translation>
    </message>
    <message>
        <source>Noted: referred to the Disdukcapil office.</source>
        <translation>Tercatat: dirujuk ke kantor Disdukcapil.</translation>
    </message>
    <message>
        <source>Nothing can be read on this side. Is it the right side, and is it sharp?</source>
        <translation>Tidak ada yang terbaca di sisi ini. Apakah sisinya benar dan gambarnya tajam?</translation>
    </message>
    <message>
        <source>Nothing changed: booths get nothing new.</source>
        <translation>Tidak ada yang berubah: bilik tidak mendapat apa-apa yang baru.</translation>
    </message>
    <message>
        <source>Nothing is approved yet</source>
        <translation>Belum ada yang disetujui</translation>
    </message>
    <message>
        <source>Nothing is printed on this side. Turn the paper over.</source>
        <translation>Sisi ini kosong. Balik kertasnya.</translation>
    </message>
    <message>
        <source>Nothing is sending now: open the booth, or use “booth-sync run”.</source>
        <translation>Saat ini tidak ada yang mengirim: buka program bilik, atau jalankan “booth-sync run”.</translation>
    </message>
    <message>
        <source>Nothing is to be done again. About the card, the Disdukcapil office knows more.</source>
        <translation>Tidak ada yang perlu diulang. Soal kartunya, tanyakan ke kantor Disdukcapil.</translation>
    </message>
    <message>
        <source>Nothing of a booth or of the office is on this stick.</source>
        <translation>Di flash disk ini tidak ada apa pun dari bilik atau pusat.</translation>
    </message>
    <message>
        <source>Nothing on this stick is for this booth. It is for {booths}.</source>
        <translation>Isi flash disk ini bukan untuk bilik ini, tetapi untuk {booths}.</translation>
    </message>
    <message>
        <source>Nothing recorded yet</source>
        <translation>Belum ada rekaman</translation>
    </message>
    <message>
        <source>Nothing recorded yet today</source>
        <translation>Hari ini belum ada rekaman</translation>
    </message>
    <message>
        <source>Nothing sends the recordings now. They wait here and are sent when the program is started again.</source>
        <translation>Saat ini tidak ada yang mengirim rekaman. Rekaman aman di sini dan dikirim setelah program dibuka lagi.</translation>
    </message>
    <message>
        <source>Nothing to count yet.</source>
        <translation>Belum ada yang dihitung.</translation>
    </message>
    <message>
        <source>Nothing to do. Do not record again.</source>
        <translation>Tidak perlu apa-apa. Jangan rekam lagi.</translation>
    </message>
    <message>
        <source>Nothing to do: it takes its time. Do not record again.</source>
        <translation>Tidak perlu apa-apa: tunggu prosesnya. Jangan rekam lagi.</translation>
    </message>
    <message>
        <source>Nothing to send</source>
        <translation>Tidak ada yang dikirim</translation>
    </message>
    <message>
        <source>Nothing waits for approval</source>
        <translation>Tidak ada yang menunggu persetujuan</translation>
    </message>
    <message>
        <source>Nothing waits, so there is nothing to carry. You may pull it out now.</source>
        <translation>Tidak ada yang antre, jadi tidak ada yang dibawa. Flash disk boleh dicabut.</translation>
    </message>
    <message>
        <source>Nothing waits: the office has every recording.</source>
        <translation>Tidak ada yang antre: semua rekaman sudah di pusat.</translation>
    </message>
    <message>
        <source>Nothing was measured yet.</source>
        <translation>Belum ada yang diukur.</translation>
    </message>
    <message>
        <source>Nothing was measured.</source>
        <translation>Tidak ada yang diukur.</translation>
    </message>
    <message>
        <source>Nothing was received from this day. Recordings made without a line arrive later and are counted on their own day.</source>
        <translation>Belum ada perekaman dari hari ini yang diterima. Perekaman yang dibuat tanpa jaringan tiba belakangan dan dihitung pada harinya sendiri.</translation>
    </message>
    <message>
        <source>Nothing was recorded on this day</source>
        <translation>Tidak ada perekaman pada hari itu</translation>
    </message>
    <message>
        <source>Nothing was recorded on {day}</source>
        <translation>Tidak ada rekaman pada {day}</translation>
    </message>
    <message>
        <source>Nothing was sent back</source>
        <translation>Tidak ada yang dikembalikan</translation>
    </message>
    <message>
        <source>Nothing was taken in.</source>
        <translation>Tidak ada yang dimasukkan.</translation>
    </message>
    <message>
        <source>Nothing was taken in: the file has faults.</source>
        <translation>Tidak ada yang dimasukkan: berkasnya salah.</translation>
    </message>
    <message>
        <source>Nothing was written</source>
        <translation>Belum ada catatan</translation>
    </message>
    <message>
        <source>Notice {number} is removed.</source>
        <translation>Pengumuman {number} dihapus.</translation>
    </message>
    <message>
        <source>Notice {number} is told to every booth that asks.</source>
        <translation>Pengumuman {number} disampaikan ke setiap bilik yang bertanya.</translation>
    </message>
    <message>
        <source>Now lay a finger on the glass.</source>
        <translation>Sekarang tempelkan satu jari di kaca.</translation>
    </message>
    <message>
        <source>Now the line is dead for good. Recording goes on.</source>
        <translation>Sekarang jaringan mati seterusnya. Perekaman berjalan terus.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nomor</translation>
    </message>
    <message>
        <source>Number or node of a webcam, or an address, folder or video file (default: as in the settings)</source>
        <translation>Nomor atau berkas perangkat webcam, atau alamat, folder atau berkas video (bawaan: sesuai pengaturan)</translation>
    </message>
    <message>
        <source>Occupation</source>
        <translation>Pekerjaan</translation>
    </message>
    <message>
        <source>Of both the stricter holds. What the office decided is changed at the office.</source>
        <translation>Yang berlaku adalah yang lebih ketat. Ketetapan pusat diubah di pusat.</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>Menawarkan</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Kantor pusat</translation>
    </message>
    <message numerus="yes">
        <source>Office and booth are up. {n} residents are recorded now.</source>
        <translation>
            <numerusform>Kantor pusat dan bilik siap. {n} warga direkam sekarang.</numerusform>
        </translation>
    </message>
    <message>
        <source>Office has moved</source>
        <translation>Pusat pindah alamat</translation>
    </message>
    <message>
        <source>Officers</source>
        <translation>Petugas</translation>
    </message>
    <message>
        <source>Oldest not yet received: {when}</source>
        <translation>Tertua yang belum diterima pusat: {when}</translation>
    </message>
    <message>
        <source>On a line that is paid by the megabyte, recordings go, lossless images and registers wait.</source>
        <translation>Pada jaringan yang dibayar per megabita, rekaman tetap dikirim; citra asli dan daftar warga menunggu.</translation>
    </message>
    <message>
        <source>On its way to the centre</source>
        <translation>Dikirim ke pusat</translation>
    </message>
    <message>
        <source>On its way to the office</source>
        <translation>Dalam perjalanan ke kantor</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Sekali lagi</translation>
    </message>
    <message>
        <source>Once more: {finger}</source>
        <translation>Sekali lagi: {finger}</translation>
    </message>
    <message>
        <source>One day only</source>
        <translation>Satu hari saja</translation>
    </message>
    <message>
        <source>One eye is taken.</source>
        <translation>Satu mata sudah diambil.</translation>
    </message>
    <message>
        <source>One face</source>
        <translation>Satu wajah</translation>
    </message>
    <message>
        <source>One recording is for life: there is no need to record again.</source>
        <translation>Perekaman cukup sekali seumur hidup: tidak perlu merekam lagi.</translation>
    </message>
    <message>
        <source>One side of the cloth is much darker: move the lamps.</source>
        <translation>Satu sisi kain jauh lebih gelap: geser lampu.</translation>
    </message>
    <message>
        <source>One test so far. The line begins with the next one.</source>
        <translation>Baru satu uji. Garisnya mulai dari uji berikutnya.</translation>
    </message>
    <message>
        <source>One-time code that the office gave for this booth</source>
        <translation>Kode sekali pakai dari pusat untuk bilik ini</translation>
    </message>
    <message>
        <source>Only JPEG and PNG files can be taken in. Save the page as one of these, or photograph the paper.</source>
        <translation>Hanya berkas JPEG dan PNG yang diterima. Simpan halamannya dalam salah satu bentuk itu, atau foto kertasnya.</translation>
    </message>
    <message>
        <source>Only a supervisor or a technician may do this.</source>
        <translation>Hanya penyelia atau teknisi yang boleh melakukan ini.</translation>
    </message>
    <message>
        <source>Only add</source>
        <translation>Hanya tambahkan</translation>
    </message>
    <message>
        <source>Only one person may be in the picture.</source>
        <translation>Hanya satu orang yang boleh terlihat.</translation>
    </message>
    <message>
        <source>Only the queue was checked: the vault needs somebody logged in.</source>
        <translation>Hanya antrean kirim yang diperiksa: untuk brankas data harus ada yang masuk.</translation>
    </message>
    <message numerus="yes">
        <source>Only the {n} without exceptions</source>
        <translation>
            <numerusform>Hanya {n} tanpa pengecualian</numerusform>
        </translation>
    </message>
    <message>
        <source>Only throw-away booths made by “booth-sync fill” are let in; everyone else is refused.</source>
        <translation>Hanya bilik sekali pakai buatan “booth-sync fill” yang diterima; yang lain ditolak.</translation>
    </message>
    <message>
        <source>Only warnings and errors</source>
        <translation>Hanya peringatan dan kesalahan</translation>
    </message>
    <message>
        <source>Only where another try cannot help. The reason is saved with the recording.</source>
        <translation>Hanya bila mengulang tidak menolong. Alasan disimpan bersama perekaman.</translation>
    </message>
    <message>
        <source>Only yellow and red</source>
        <translation>Uji yang kuning dan merah</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Buka</translation>
    </message>
    <message>
        <source>Open the entry of the register</source>
        <translation>Buka data di daftar</translation>
    </message>
    <message>
        <source>Open the eyes and look at the camera.</source>
        <translation>Buka mata dan lihat ke kamera.</translation>
    </message>
    <message>
        <source>Open the window of the booth.</source>
        <translation>Buka jendela bilik.</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Operators can log in and record. Make a first backup soon.</source>
        <translation>Operator sudah bisa masuk dan merekam. Segera buat cadangan pertama.</translation>
    </message>
    <message>
        <source>Other booths at the office: {counts}</source>
        <translation>Bilik lain di pusat: {counts}</translation>
    </message>
    <message>
        <source>Other booths: {counts}</source>
        <translation>Bilik lain: {counts}</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>Bahasa lain</translation>
    </message>
    <message>
        <source>Other paper</source>
        <translation>Dokumen lain</translation>
    </message>
    <message>
        <source>Other reason, noted</source>
        <translation>Alasan lain, dicatat</translation>
    </message>
    <message numerus="yes">
        <source>Over a bad line at least {n} residents are recorded. Use a larger number with --residents.</source>
        <translation>
            <numerusform>Lewat jaringan buruk paling sedikit {n} warga direkam. Pakai angka yang lebih besar pada --residents.</numerusform>
        </translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Dari waktu ke waktu</translation>
    </message>
    <message>
        <source>Packet size at the start</source>
        <translation>Ukuran paket pada awal</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <translation>Halaman {number}</translation>
    </message>
    <message>
        <source>Paid by the megabyte</source>
        <translation>Dibayar per megabita</translation>
    </message>
    <message>
        <source>Paper rolls of 58 or 80 mm.</source>
        <translation>Kertas gulung 58 atau 80 mm.</translation>
    </message>
    <message>
        <source>Paper …</source>
        <translation>Jenis …</translation>
    </message>
    <message>
        <source>Papers that wait for the printer</source>
        <translation>Kertas yang menunggu pencetak</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>Tunda</translation>
    </message>
    <message>
        <source>Parked. The recording waits among the drafts.</source>
        <translation>Ditunda. Perekaman menunggu di daftar draf.</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Bagian</translation>
    </message>
    <message>
        <source>Part of the face is outside. Sit in the middle.</source>
        <translation>Sebagian wajah di luar gambar. Duduk di tengah.</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Perangkat</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Lulus</translation>
    </message>
    <message>
        <source>Passport or KITAP</source>
        <translation>Paspor atau KITAP</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Kata sandi</translation>
    </message>
    <message>
        <source>Password of the scanner</source>
        <translation>Kata sandi alat sidik jari</translation>
    </message>
    <message>
        <source>Password of the scanner; empty: the maker's, eight zeros.</source>
        <translation>Kata sandi alat sidik jari; kosong: bawaan pabrik, delapan angka nol.</translation>
    </message>
    <message>
        <source>Password of the sensor, eight hexadecimal digits</source>
        <translation>Kata sandi sensor, delapan angka heksadesimal</translation>
    </message>
    <message>
        <source>Password of the sensor, eight hexadecimal digits, in the first line of FILE (default: zeros)</source>
        <translation>Kata sandi sensor, delapan angka heksadesimal, di baris pertama FILE (bawaan: nol semua)</translation>
    </message>
    <message>
        <source>Password of then</source>
        <translation>Kata sandi waktu itu</translation>
    </message>
    <message>
        <source>Password of {login}</source>
        <translation>Kata sandi {login}</translation>
    </message>
    <message>
        <source>Password that {login} had when the backup was made</source>
        <translation>Kata sandi {login} waktu cadangan dibuat</translation>
    </message>
    <message>
        <source>Password until now</source>
        <translation>Kata sandi sekarang</translation>
    </message>
    <message>
        <source>Past test</source>
        <translation>Hasil uji</translation>
    </message>
    <message>
        <source>Past tests</source>
        <translation>Riwayat uji</translation>
    </message>
    <message>
        <source>Path of the CSV file</source>
        <translation>Letak berkas CSV</translation>
    </message>
    <message>
        <source>Pens and touch screens</source>
        <translation>Pena dan layar sentuh</translation>
    </message>
    <message>
        <source>Per hour</source>
        <translation>Per jam</translation>
    </message>
    <message>
        <source>Photo taken again</source>
        <translation>Foto diulang</translation>
    </message>
    <message>
        <source>Photo {number} is chosen.</source>
        <translation>Foto {number} dipilih.</translation>
    </message>
    <message>
        <source>Photo, prints and signature of the draft are deleted and cannot be brought back.</source>
        <translation>Foto, sidik jari, dan tanda tangan di draf ini dihapus dan tidak bisa dikembalikan.</translation>
    </message>
    <message>
        <source>Photograph</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Photograph again</source>
        <translation>Foto lagi</translation>
    </message>
    <message>
        <source>Photograph the paper</source>
        <translation>Foto dokumen</translation>
    </message>
    <message>
        <source>Photographed: {papers}</source>
        <translation>Sudah difoto: {papers}</translation>
    </message>
    <message>
        <source>Photos · the resident chooses</source>
        <translation>Jepretan · warga memilih</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Gambar</translation>
    </message>
    <message>
        <source>Picture without detail</source>
        <translation>Gambar tanpa rincian</translation>
    </message>
    <message>
        <source>Pictures a second</source>
        <translation>Gambar per detik</translation>
    </message>
    <message>
        <source>Pictures a second (default: {default})</source>
        <translation>Gambar per detik (bawaan: {default})</translation>
    </message>
    <message>
        <source>Pictures of every screen: {folder}</source>
        <translation>Gambar setiap layar: {folder}</translation>
    </message>
    <message>
        <source>Pictures of fingers, shown in name order, the next at each image taken</source>
        <translation>Gambar sidik jari, ditampilkan menurut urutan nama, berganti setiap kali gambar diambil</translation>
    </message>
    <message>
        <source>Pictures of who stands there, named right_index.png, face.jpg, iris_left.png; subfolders are people (default: people who never were)</source>
        <translation>Gambar orang yang berdiri di sana, bernama right_index.png, face.jpg, iris_left.png; subfolder adalah orang (bawaan: orang yang tidak pernah ada)</translation>
    </message>
    <message>
        <source>Pictures, shown in name order, round and round; subfolders are scenes</source>
        <translation>Gambar, ditampilkan menurut urutan nama, berulang-ulang; subfolder adalah adegan</translation>
    </message>
    <message>
        <source>Place of birth</source>
        <translation>Tempat lahir</translation>
    </message>
    <message>
        <source>Place the finger on the glass.</source>
        <translation>Letakkan jari di kaca alat.</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Tempat</translation>
    </message>
    <message>
        <source>Play one booth day by itself, as without a display</source>
        <translation>Jalankan satu hari bilik dengan sendirinya, seperti tanpa layar</translation>
    </message>
    <message>
        <source>Plug in the medium and press F5, or type the path of the file.</source>
        <translation>Colokkan medianya dan tekan F5, atau ketik letak berkasnya.</translation>
    </message>
    <message>
        <source>Plug in the medium and try again, or go back and type the path.</source>
        <translation>Pasang flash disk lalu coba lagi, atau kembali dan ketik letaknya.</translation>
    </message>
    <message>
        <source>Plug in the medium and try again, or photograph the paper.</source>
        <translation>Pasang medianya lalu coba lagi, atau foto kertasnya.</translation>
    </message>
    <message>
        <source>Plug in the medium with the backup. Its password is that of the technician who made it.</source>
        <translation>Colokkan media berisi cadangan. Kata sandinya adalah kata sandi teknisi yang membuatnya.</translation>
    </message>
    <message>
        <source>Plug in what is there. Devices are looked for all the time; what is missing can be set up later.</source>
        <translation>Colokkan yang ada. Perangkat terus dicari; yang belum ada bisa disiapkan nanti.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Port, 0 for any free one</source>
        <translation>Port, 0 untuk yang mana saja yang bebas</translation>
    </message>
    <message>
        <source>Power supply</source>
        <translation>Catu daya</translation>
    </message>
    <message>
        <source>Print a one-time code for a booth, valid for {days} days.</source>
        <translation>Mencetak kode sekali pakai untuk sebuah bilik, berlaku {days} hari.</translation>
    </message>
    <message>
        <source>Print a test page.</source>
        <translation>Cetak halaman uji.</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Cetak ulang</translation>
    </message>
    <message>
        <source>Print in place of the signature: {finger}</source>
        <translation>Cap jari pengganti tanda tangan: {finger}</translation>
    </message>
    <message>
        <source>Print it now</source>
        <translation>Cetak sekarang</translation>
    </message>
    <message>
        <source>Print the proof</source>
        <translation>Cetak bukti</translation>
    </message>
    <message>
        <source>Print the proof again</source>
        <translation>Cetak ulang bukti</translation>
    </message>
    <message>
        <source>Print the result as JSON for programs</source>
        <translation>Cetak hasil sebagai JSON untuk program</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Sudah dicetak</translation>
    </message>
    <message>
        <source>Printed by itself as soon as the printer is ready.</source>
        <translation>Dicetak sendiri segera setelah pencetak siap.</translation>
    </message>
    <message>
        <source>Printed by itself as soon as the printer is ready. Enter tries now.</source>
        <translation>Dicetak sendiri segera setelah pencetak siap. Enter: coba sekarang.</translation>
    </message>
    <message>
        <source>Printed by itself.</source>
        <translation>Dicetak sendiri.</translation>
    </message>
    <message>
        <source>Printed on {printer} in {seconds} s.</source>
        <translation>Tercetak di {printer} dalam {seconds} detik.</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Pencetak</translation>
    </message>
    <message>
        <source>Printer of the proofs: none, the system's, a receipt printer by USB, serial line or network, or PDF files.</source>
        <translation>Printer bukti: tidak ada, printer sistem, printer struk lewat USB, serial atau jaringan, atau berkas PDF.</translation>
    </message>
    <message>
        <source>Printer of the proofs: none, the system's, one of the system's by name, or PDF files into a folder.</source>
        <translation>Pencetak bukti: tidak ada, milik sistem, salah satu milik sistem menurut namanya, atau berkas PDF ke sebuah folder.</translation>
    </message>
    <message>
        <source>Printing was stopped.</source>
        <translation>Pencetakan dihentikan.</translation>
    </message>
    <message>
        <source>Program version</source>
        <translation>Versi program</translation>
    </message>
    <message>
        <source>Proof of recording</source>
        <translation>Bukti perekaman</translation>
    </message>
    <message>
        <source>Proofs are printed later from the list of today.</source>
        <translation>Bukti dicetak nanti dari daftar hari ini.</translation>
    </message>
    <message>
        <source>Proved by</source>
        <translation>Buktinya</translation>
    </message>
    <message>
        <source>Pull the cloth smooth and wide.</source>
        <translation>Rapikan dan lebarkan kain latar.</translation>
    </message>
    <message>
        <source>Quality limit</source>
        <translation>Batas mutu</translation>
    </message>
    <message>
        <source>Quality of the print</source>
        <translation>Mutu sidik jari</translation>
    </message>
    <message>
        <source>Quality that every capture gets, 0 to 100 (default: as judged)</source>
        <translation>Mutu setiap hasil rekam, 0 sampai 100 (bawaan: menurut penilaian)</translation>
    </message>
    <message>
        <source>Quality {score} by the scanner</source>
        <translation>Mutu {score} menurut alat</translation>
    </message>
    <message>
        <source>Quality {score} by the scanner, the best of {count} tries</source>
        <translation>Mutu {score} menurut alat, terbaik dari {count} percobaan</translation>
    </message>
    <message>
        <source>Quality {score}, limit {limit}.</source>
        <translation>Mutu {score}, batas {limit}.</translation>
    </message>
    <message>
        <source>Quality · limit {limit}</source>
        <translation>Mutu · batas {limit}</translation>
    </message>
    <message>
        <source>Queue to send</source>
        <translation>Antre kirim</translation>
    </message>
    <message>
        <source>Queue to the office</source>
        <translation>Antre kirim ke pusat</translation>
    </message>
    <message>
        <source>Queue: not ready</source>
        <translation>Antre kirim: belum siap</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Jam tenang</translation>
    </message>
    <message>
        <source>Quiet hours of the booth and of the office leave no time to send: the office's are used.</source>
        <translation>Jam tenang bilik dan pusat tidak menyisakan waktu untuk mengirim: jam tenang pusat yang dipakai.</translation>
    </message>
    <message>
        <source>Quiet hours until {time}</source>
        <translation>Jam tenang sampai {time}</translation>
    </message>
    <message>
        <source>Quiet hours: nothing is sent now. Recordings wait here and are sent by themselves.</source>
        <translation>Jam tenang: sekarang tidak ada yang dikirim. Hasil rekam menunggu di sini dan terkirim sendiri.</translation>
    </message>
    <message>
        <source>RT</source>
        <translation>RT</translation>
    </message>
    <message>
        <source>RT/RW</source>
        <translation>RT/RW</translation>
    </message>
    <message>
        <source>RW</source>
        <translation>RW</translation>
    </message>
    <message>
        <source>Raise the chin a little.</source>
        <translation>Angkat dagu sedikit.</translation>
    </message>
    <message>
        <source>Rate at the start, which is also the pace; 0: as fast as it goes (default: {default})</source>
        <translation>Laju pada awal, sekaligus kecepatan kirim; 0: secepat mungkin (bawaan: {default})</translation>
    </message>
    <message>
        <source>Rate of the line</source>
        <translation>Laju saluran</translation>
    </message>
    <message>
        <source>Rate to the office</source>
        <translation>Laju ke kantor</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Baca lagi</translation>
    </message>
    <message>
        <source>Read the new password from the first line of FILE</source>
        <translation>Baca kata sandi baru dari baris pertama FILE</translation>
    </message>
    <message>
        <source>Read the password from the first line of FILE</source>
        <translation>Baca kata sandi dari baris pertama FILE</translation>
    </message>
    <message>
        <source>Read what came back</source>
        <translation>Baca yang dibawa pulang</translation>
    </message>
    <message>
        <source>Read, put away</source>
        <translation>Sudah dibaca</translation>
    </message>
    <message>
        <source>Readable.</source>
        <translation>Terbaca.</translation>
    </message>
    <message>
        <source>Reading the image …</source>
        <translation>Membaca gambar …</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Siap</translation>
    </message>
    <message>
        <source>Ready to print (PRR)</source>
        <translation>Siap cetak (PRR)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Reason …</source>
        <translation>Alasan …</translation>
    </message>
    <message>
        <source>Receipt printer on USB</source>
        <translation>Pencetak struk di USB</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Tanda terima</translation>
    </message>
    <message>
        <source>Receive recordings and show the pages.</source>
        <translation>Menerima perekaman dan menampilkan halaman.</translation>
    </message>
    <message>
        <source>Received by the office</source>
        <translation>Diterima pusat</translation>
    </message>
    <message>
        <source>Received by the office: {count}</source>
        <translation>Diterima pusat: {count}</translation>
    </message>
    <message>
        <source>Received from this day</source>
        <translation>Diterima dari hari ini</translation>
    </message>
    <message>
        <source>Received in all</source>
        <translation>Diterima seluruhnya</translation>
    </message>
    <message>
        <source>Received in all: {count}</source>
        <translation>Diterima seluruhnya: {count}</translation>
    </message>
    <message>
        <source>Received today</source>
        <translation>Diterima hari ini</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Catat</translation>
    </message>
    <message>
        <source>Record a swap</source>
        <translation>Catat penggantian</translation>
    </message>
    <message>
        <source>Record the resident once more (re-record). Write down the reason.</source>
        <translation>Rekam ulang warga ini. Tulis alasannya.</translation>
    </message>
    <message>
        <source>Record the resident.</source>
        <translation>Rekam warga ini.</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Terekam</translation>
    </message>
    <message>
        <source>Recorded at this booth on {date}. One recording is for life: a second one is never processed. Give the proof of recording once more if it was lost.</source>
        <translation>Sudah merekam di bilik ini pada {date}. Perekaman cukup sekali seumur hidup: yang kedua tidak pernah diproses. Cetak ulang bukti perekaman bila hilang.</translation>
    </message>
    <message>
        <source>Recorded at {place}.</source>
        <translation>Direkam di {place}.</translation>
    </message>
    <message>
        <source>Recorded before</source>
        <translation>Pernah merekam</translation>
    </message>
    <message>
        <source>Recorded before, at {place}, but no card comes of it ({state}, {date}). Record once more and write down why.</source>
        <translation>Pernah merekam, di {place}, tetapi KTP-el tidak bisa terbit ({state}, {date}). Rekam ulang dan tulis alasannya.</translation>
    </message>
    <message>
        <source>Recorded before?</source>
        <translation>Pernah merekam?</translation>
    </message>
    <message>
        <source>Recorded here before?</source>
        <translation>Pernah merekam di sini?</translation>
    </message>
    <message>
        <source>Recorded on</source>
        <translation>Direkam pada</translation>
    </message>
    <message>
        <source>Recorded on {day}</source>
        <translation>Terekam {day}</translation>
    </message>
    <message>
        <source>Recorded today</source>
        <translation>Terekam hari ini</translation>
    </message>
    <message>
        <source>Recorded twice</source>
        <translation>Data ganda</translation>
    </message>
    <message>
        <source>Recorded, not sent on yet</source>
        <translation>Sudah direkam, belum dikirim ke pusat</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Perekaman</translation>
    </message>
    <message>
        <source>Recording booth for the KTP-el.</source>
        <translation>Bilik perekaman KTP-el.</translation>
    </message>
    <message>
        <source>Recording centre</source>
        <translation>Pusat perekaman</translation>
    </message>
    <message>
        <source>Recording number</source>
        <translation>Nomor perekaman</translation>
    </message>
    <message>
        <source>Recording without a summary</source>
        <translation>Rekaman tanpa ringkasan</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Perekaman</translation>
    </message>
    <message>
        <source>Recordings a day that a booth aims at.</source>
        <translation>Sasaran jumlah perekaman per hari di satu bilik.</translation>
    </message>
    <message>
        <source>Recordings are being sent to the office.</source>
        <translation>Perekaman sedang dikirim ke pusat.</translation>
    </message>
    <message>
        <source>Recordings not sent yet</source>
        <translation>Rekaman belum terkirim</translation>
    </message>
    <message>
        <source>Recordings per hour</source>
        <translation>Perekaman per jam</translation>
    </message>
    <message>
        <source>Recordings the queue lacks</source>
        <translation>Perekaman yang hilang dari antrean</translation>
    </message>
    <message>
        <source>Recordings without a receipt</source>
        <translation>Rekaman tanpa tanda terima</translation>
    </message>
    <message>
        <source>Red cloth (born {year})</source>
        <translation>Kain merah (lahir {year})</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Ulangi</translation>
    </message>
    <message>
        <source>Refer the resident to the Disdukcapil office. Do not record again.</source>
        <translation>Rujuk warga ke kantor Disdukcapil. Jangan rekam lagi.</translation>
    </message>
    <message>
        <source>Refer to the Disdukcapil office</source>
        <translation>Rujuk ke kantor Disdukcapil</translation>
    </message>
    <message>
        <source>Refused by the office</source>
        <translation>Ditolak pusat</translation>
    </message>
    <message>
        <source>Refused by the office: {count}</source>
        <translation>Ditolak pusat: {count}</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Daftar warga</translation>
    </message>
    <message>
        <source>Register of residents</source>
        <translation>Daftar warga</translation>
    </message>
    <message>
        <source>Register of {day} taken in</source>
        <translation>Daftar warga {day} masuk</translation>
    </message>
    <message numerus="yes">
        <source>Register of {day} taken in: {n} changed</source>
        <translation>
            <numerusform>Daftar warga {day} masuk: {n} berubah</numerusform>
        </translation>
    </message>
    <message>
        <source>Register taken in: version {version}</source>
        <translation>Daftar warga masuk: versi {version}</translation>
    </message>
    <message>
        <source>Register: {share} % taken in</source>
        <translation>Daftar warga: {share} % masuk</translation>
    </message>
    <message>
        <source>Relation to the head of family</source>
        <translation>Hubungan keluarga</translation>
    </message>
    <message>
        <source>Religion</source>
        <translation>Agama</translation>
    </message>
    <message numerus="yes">
        <source>Replace by these {n}</source>
        <translation>
            <numerusform>Ganti dengan {n} warga ini</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace everything</source>
        <translation>Ganti semua</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Diganti</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Laporan</translation>
    </message>
    <message>
        <source>Report written to {file}</source>
        <translation>Laporan ditulis ke {file}</translation>
    </message>
    <message>
        <source>Resident is bedridden</source>
        <translation>Warga terbaring sakit</translation>
    </message>
    <message>
        <source>Resident sits in a wheelchair or cannot sit upright</source>
        <translation>Warga memakai kursi roda atau tidak dapat duduk tegak</translation>
    </message>
    <message>
        <source>Residents</source>
        <translation>Warga</translation>
    </message>
    <message>
        <source>Residents a day this booth aims at.</source>
        <translation>Jumlah warga sehari yang menjadi target bilik ini.</translation>
    </message>
    <message>
        <source>Residents found</source>
        <translation>Warga yang ditemukan</translation>
    </message>
    <message>
        <source>Residents in the file</source>
        <translation>Warga dalam berkas</translation>
    </message>
    <message>
        <source>Residents in the register</source>
        <translation>Warga di daftar</translation>
    </message>
    <message>
        <source>Residents that are not in the file stay (this is the default)</source>
        <translation>Warga yang tidak ada di berkas tetap ada (ini bawaannya)</translation>
    </message>
    <message>
        <source>Residents to record by itself (default: 3)</source>
        <translation>Banyaknya warga yang direkam dengan sendirinya (bawaan: 3)</translation>
    </message>
    <message>
        <source>Residents who are not in the file stay in the register.</source>
        <translation>Warga yang tidak ada di berkas tetap ada di daftar.</translation>
    </message>
    <message>
        <source>Residents who are not in the file will be removed from the register.</source>
        <translation>Warga yang tidak ada di berkas akan dihapus dari daftar.</translation>
    </message>
    <message>
        <source>Residue on the glass</source>
        <translation>Bekas jari di kaca</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Pulihkan</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Pulihkan cadangan</translation>
    </message>
    <message>
        <source>Restore a booth from a backup.</source>
        <translation>Pulihkan bilik dari cadangan.</translation>
    </message>
    <message>
        <source>Restore it with the guide on an empty computer, or with “booth restore FILE”.</source>
        <translation>Pulihkan dengan panduan di komputer kosong, atau dengan “booth restore BERKAS”.</translation>
    </message>
    <message>
        <source>Restored from a backup</source>
        <translation>Dipulihkan dari cadangan</translation>
    </message>
    <message>
        <source>Results of the device test are kept here.</source>
        <translation>Hasil uji perangkat disimpan di sini.</translation>
    </message>
    <message>
        <source>Resume this draft</source>
        <translation>Lanjutkan draf ini</translation>
    </message>
    <message>
        <source>Review and save</source>
        <translation>Tinjau dan simpan</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Dicabut</translation>
    </message>
    <message>
        <source>Revoked on {date}</source>
        <translation>Dicabut pada {date}</translation>
    </message>
    <message>
        <source>Right eye</source>
        <translation>Mata kanan</translation>
    </message>
    <message>
        <source>Right four fingers</source>
        <translation>Empat jari kanan</translation>
    </message>
    <message>
        <source>Right hand</source>
        <translation>Tangan kanan</translation>
    </message>
    <message>
        <source>Right hand: lay these on the glass together: {fingers}.</source>
        <translation>Tangan kanan: tempelkan bersama di kaca: {fingers}.</translation>
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
        <source>Role</source>
        <translation>Peran</translation>
    </message>
    <message>
        <source>Run a stand-in for a device.</source>
        <translation>Jalankan tiruan sebuah perangkat.</translation>
    </message>
    <message>
        <source>Run “booth provision” on this data folder, or restore a backup.</source>
        <translation>Jalankan “booth provision” pada folder data ini, atau pulihkan cadangan.</translation>
    </message>
    <message>
        <source>SMART: {value}</source>
        <translation>SMART: {value}</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Sabtu</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>Save once more</source>
        <translation>Simpan sekali lagi</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Tersimpan</translation>
    </message>
    <message>
        <source>Saved there on the day</source>
        <translation>Disimpan di sana hari itu</translation>
    </message>
    <message>
        <source>Saved {file}: {width} × {height} pixels.</source>
        <translation>Tersimpan {file}: {width} × {height} piksel.</translation>
    </message>
    <message>
        <source>Saved. Waiting to be sent.</source>
        <translation>Tersimpan. Antre kirim.</translation>
    </message>
    <message>
        <source>Say what waits, what is sent, and what the line does.</source>
        <translation>Tampilkan yang antre kirim, yang terkirim, dan keadaan jaringan.</translation>
    </message>
    <message>
        <source>Search failed at the centre</source>
        <translation>Pencarian gagal di pusat</translation>
    </message>
    <message>
        <source>Seen with one's own eyes: it is another finger</source>
        <translation>Dilihat langsung: memang jari lain</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Kirim ulang</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>Kembalikan</translation>
    </message>
    <message>
        <source>Send it again. If it is refused once more, call the technician.</source>
        <translation>Kirim ulang. Kalau ditolak lagi, panggil teknisi.</translation>
    </message>
    <message>
        <source>Send lossless images too, when the line is idle: yes or no.</source>
        <translation>Kirim juga gambar asli saat jaringan longgar: ya atau tidak.</translation>
    </message>
    <message>
        <source>Send the recording of {name} again?</source>
        <translation>Kirim ulang rekaman {name}?</translation>
    </message>
    <message>
        <source>Send the recording of {name} back?</source>
        <translation>Kembalikan rekaman {name}?</translation>
    </message>
    <message>
        <source>Send until every recording has a receipt, then end.</source>
        <translation>Kirim sampai setiap perekaman mendapat tanda terima, lalu selesai.</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Mengirim</translation>
    </message>
    <message>
        <source>Sending failed. It will be tried again.</source>
        <translation>Pengiriman gagal. Akan dicoba lagi.</translation>
    </message>
    <message>
        <source>Sending goes on by itself at {time}.</source>
        <translation>Pengiriman lanjut sendiri pukul {time}.</translation>
    </message>
    <message>
        <source>Sending has trouble</source>
        <translation>Pengiriman bermasalah</translation>
    </message>
    <message>
        <source>Sending is stopped</source>
        <translation>Pengiriman berhenti</translation>
    </message>
    <message>
        <source>Sending is stopped. Recordings wait here.</source>
        <translation>Pengiriman dihentikan. Perekaman menunggu di sini.</translation>
    </message>
    <message>
        <source>Sending lossless images</source>
        <translation>Mengirim citra asli</translation>
    </message>
    <message>
        <source>Sending stopped: disk full</source>
        <translation>Berhenti mengirim: disk penuh</translation>
    </message>
    <message>
        <source>Sending {rate} kbit/s</source>
        <translation>Mengirim {rate} kbit/dtk</translation>
    </message>
    <message>
        <source>Sends the recordings of a booth to the office.</source>
        <translation>Mengirim perekaman bilik ke pusat.</translation>
    </message>
    <message>
        <source>Sent at most, in kbit/s; 0: as much as the line carries.</source>
        <translation>Kiriman paling cepat, dalam kbit/s; 0: secepat jaringan mampu.</translation>
    </message>
    <message>
        <source>Sent back</source>
        <translation>Dikembalikan</translation>
    </message>
    <message>
        <source>Sent back: {reason}</source>
        <translation>Dikembalikan: {reason}</translation>
    </message>
    <message>
        <source>Sent to the printer, which does not tell whether it printed. Look at it.</source>
        <translation>Dikirim ke pencetak, yang tidak memberi tahu apakah sudah tercetak. Lihat kertasnya.</translation>
    </message>
    <message>
        <source>Sent to {printer}, which does not tell whether it printed. Look at the paper.</source>
        <translation>Dikirim ke {printer}, yang tidak memberi tahu apakah sudah tercetak. Lihat kertasnya.</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Nomor seri</translation>
    </message>
    <message>
        <source>Serial number it tells</source>
        <translation>Nomor seri yang disebutkannya</translation>
    </message>
    <message>
        <source>Serial number that a device tells, at least {shortest} characters</source>
        <translation>Nomor seri yang disebut alat, paling sedikit {shortest} huruf</translation>
    </message>
    <message>
        <source>Serial port</source>
        <translation>Port serial</translation>
    </message>
    <message>
        <source>Serve on TCP instead of a pseudo-terminal; port 0: any</source>
        <translation>Layani lewat TCP, bukan terminal semu; port 0: mana saja yang bebas</translation>
    </message>
    <message>
        <source>Serves</source>
        <translation>Melayani</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Diatur</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>Pasang kata sandi</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Siapkan</translation>
    </message>
    <message>
        <source>Set up this booth with a code from the office.</source>
        <translation>Siapkan bilik ini dengan kode dari kantor pusat.</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Pengaturan</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Pengaturan</translation>
    </message>
    <message>
        <source>Settings of the recording booth. A line that starts with # shows the value used by itself.</source>
        <translation>Pengaturan bilik perekaman. Baris yang diawali # menunjukkan nilai bawaan.</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Jenis kelamin</translation>
    </message>
    <message>
        <source>Sex, blood group</source>
        <translation>Jenis kelamin, gol. darah</translation>
    </message>
    <message>
        <source>Sharp</source>
        <translation>Gambar tajam</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>Ketajaman</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>Nama pendek</translation>
    </message>
    <message>
        <source>Short name of a booth; may be repeated (default: those on the stick, on an empty one all)</source>
        <translation>Nama pendek bilik; boleh diulang (bawaan: bilik yang ada di flash disk; pada yang kosong, semua)</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Tampilkan</translation>
    </message>
    <message>
        <source>Show all users.</source>
        <translation>Tampilkan semua pengguna.</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Tampilkan semua</translation>
    </message>
    <message>
        <source>Show office and booth at work, with emulated devices.</source>
        <translation>Peragakan kantor pusat dan bilik dengan perangkat tiruan.</translation>
    </message>
    <message>
        <source>Show or change what the office decides for its booths.</source>
        <translation>Tampilkan atau ubah apa yang diputuskan kantor untuk bilik-biliknya.</translation>
    </message>
    <message>
        <source>Show the forehead: cap off, hair aside.</source>
        <translation>Dahi harus terlihat: lepas topi, sisihkan rambut.</translation>
    </message>
    <message>
        <source>Show this day</source>
        <translation>Tampilkan</translation>
    </message>
    <message>
        <source>Show this device only; several times for several: {names}</source>
        <translation>Tampilkan alat ini saja; beberapa kali untuk beberapa alat: {names}</translation>
    </message>
    <message>
        <source>Show those approved</source>
        <translation>Lihat yang disetujui</translation>
    </message>
    <message>
        <source>Show those sent back</source>
        <translation>Lihat yang dikembalikan</translation>
    </message>
    <message>
        <source>Show those waiting</source>
        <translation>Lihat yang menunggu</translation>
    </message>
    <message>
        <source>Show what a camera is and does.</source>
        <translation>Tunjukkan apa dan bagaimana sebuah kamera.</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>Tampilkan yang diketik</translation>
    </message>
    <message>
        <source>Show what the register holds.</source>
        <translation>Tampilkan isi daftar warga.</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Tanda tangan</translation>
    </message>
    <message>
        <source>Signature for the card</source>
        <translation>Tanda tangan untuk KTP-el</translation>
    </message>
    <message>
        <source>Signature pad</source>
        <translation>Papan tanda tangan</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Sejak</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Ukuran</translation>
    </message>
    <message>
        <source>Size of a packet</source>
        <translation>Ukuran paket</translation>
    </message>
    <message>
        <source>Size of each sealed packet in bytes</source>
        <translation>Ukuran setiap paket tersegel dalam bita</translation>
    </message>
    <message>
        <source>Size of the image</source>
        <translation>Ukuran gambar</translation>
    </message>
    <message>
        <source>Size of the picture</source>
        <translation>Ukuran gambar kamera</translation>
    </message>
    <message>
        <source>Skip the test</source>
        <translation>Lewati uji</translation>
    </message>
    <message>
        <source>Skip what is missing</source>
        <translation>Lewati yang belum ada</translation>
    </message>
    <message>
        <source>Socket of the virtual reader: what FP_VIRTUAL_IMAGE names where the reader is used</source>
        <translation>Soket pembaca virtual: yang disebut FP_VIRTUAL_IMAGE di tempat pembaca dipakai</translation>
    </message>
    <message>
        <source>Somebody has to say what becomes of them: F8.</source>
        <translation>Tentukan apa yang dilakukan dengannya: F8.</translation>
    </message>
    <message>
        <source>Someone else? Log out first with Ctrl+Shift+Q; open recordings are kept as drafts.</source>
        <translation>Orang lain? Keluar dulu dengan Ctrl+Shift+Q; perekaman yang terbuka tersimpan sebagai draf.</translation>
    </message>
    <message>
        <source>Something else answers in the place of the office. Open a browser and log in to this network first.</source>
        <translation>Yang menjawab bukan pusat. Buka peramban (browser) dan masuk dulu ke jaringan ini.</translation>
    </message>
    <message>
        <source>Something went wrong. Try again; if it happens again, call the technician.</source>
        <translation>Ada yang salah. Coba lagi; kalau terulang, panggil teknisi.</translation>
    </message>
    <message>
        <source>Source of the data</source>
        <translation>Asal data</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Spasi</translation>
    </message>
    <message>
        <source>Speed of the line</source>
        <translation>Laju saluran</translation>
    </message>
    <message>
        <source>Stand-in for a webcam</source>
        <translation>Pengganti webcam</translation>
    </message>
    <message>
        <source>Stand-in, not a real device</source>
        <translation>Tiruan, bukan alat asli</translation>
    </message>
    <message>
        <source>Stand-ins allowed</source>
        <translation>Perangkat tiruan boleh</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Hentikan</translation>
    </message>
    <message numerus="yes">
        <source>Stopped. {n} recording is not on the stick yet.</source>
        <translation>
            <numerusform>Dihentikan. {n} rekaman belum ada di flash disk.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped: {on} recordings are on the stick, {left} are not.</source>
        <translation>Dihentikan: {on} rekaman ada di flash disk, {left} belum.</translation>
    </message>
    <message>
        <source>Stops new recordings</source>
        <translation>Perekaman baru dihentikan</translation>
    </message>
    <message>
        <source>Summary of a day</source>
        <translation>Rekap harian</translation>
    </message>
    <message>
        <source>Summary of today</source>
        <translation>Rekap hari ini</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Minggu</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Penyelia</translation>
    </message>
    <message>
        <source>Swap hands</source>
        <translation>Tukar tangan</translation>
    </message>
    <message>
        <source>Swap these</source>
        <translation>Tukar dua ini</translation>
    </message>
    <message>
        <source>Swapped</source>
        <translation>Diganti</translation>
    </message>
    <message>
        <source>Switch a user off.</source>
        <translation>Nonaktifkan pengguna.</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Nonaktifkan</translation>
    </message>
    <message>
        <source>Switch off {name} ({login})?</source>
        <translation>Nonaktifkan {name} ({login})?</translation>
    </message>
    <message>
        <source>Switch on again</source>
        <translation>Aktifkan lagi</translation>
    </message>
    <message>
        <source>Switch the login on again</source>
        <translation>Aktifkan lagi nama masuk ini</translation>
    </message>
    <message>
        <source>TCP port on this machine (default: a free one)</source>
        <translation>Port TCP di komputer ini (bawaan: yang bebas)</translation>
    </message>
    <message>
        <source>TCP port on this machine (default: the first free one of {first} to {last})</source>
        <translation>Port TCP di komputer ini (bawaan: port bebas pertama dari {first} sampai {last})</translation>
    </message>
    <message>
        <source>TEXT</source>
        <translation>TEKS</translation>
    </message>
    <message>
        <source>Take a fingerprint from a scanner into a file.</source>
        <translation>Ambil sidik jari dari alat ke dalam berkas.</translation>
    </message>
    <message>
        <source>Take a notice back.</source>
        <translation>Tarik kembali satu pengumuman.</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Hapus</translation>
    </message>
    <message>
        <source>Take down by hand</source>
        <translation>Catat dengan tangan</translation>
    </message>
    <message>
        <source>Take in the office's CSV file now, or later on the page “Register”.</source>
        <translation>Ambil berkas CSV dari pusat sekarang, atau nanti di halaman “Daftar warga”.</translation>
    </message>
    <message>
        <source>Take in the recordings on the stick and write the answer onto it.</source>
        <translation>Ambil rekaman dari flash disk dan tulis jawabannya ke situ.</translation>
    </message>
    <message>
        <source>Take in the register</source>
        <translation>Ambil daftar warga</translation>
    </message>
    <message>
        <source>Take in the register of residents from a CSV file, all of it or nothing.</source>
        <translation>Masukkan data warga dari berkas CSV, seluruhnya atau tidak sama sekali.</translation>
    </message>
    <message>
        <source>Take in the register of residents from a file.</source>
        <translation>Masukkan data warga dari berkas.</translation>
    </message>
    <message numerus="yes">
        <source>Take in {n}</source>
        <translation>
            <numerusform>Masukkan {n} warga</numerusform>
        </translation>
    </message>
    <message>
        <source>Take it after all</source>
        <translation>Jadi diambil</translation>
    </message>
    <message>
        <source>Take it again</source>
        <translation>Ambil ulang</translation>
    </message>
    <message>
        <source>Take it there, or ask the office for the right one.</source>
        <translation>Bawa ke sana, atau minta flash disk yang benar ke pusat.</translation>
    </message>
    <message>
        <source>Take national states in from a CSV file, also of people recorded elsewhere; older ones change nothing.</source>
        <translation>Masukkan status nasional dari berkas CSV, juga warga yang direkam di tempat lain; yang lebih lama tidak mengubah apa-apa.</translation>
    </message>
    <message>
        <source>Take off the glasses, please.</source>
        <translation>Kacamata dilepas dulu, ya.</translation>
    </message>
    <message>
        <source>Take once more</source>
        <translation>Ambil lagi</translation>
    </message>
    <message>
        <source>Take photo</source>
        <translation>Ambil foto</translation>
    </message>
    <message>
        <source>Take recordings off a stick of booths, and give it receipts, settings and registers.</source>
        <translation>Ambil rekaman dari flash disk bilik, lalu isi dengan tanda terima, pengaturan dan daftar penduduk.</translation>
    </message>
    <message>
        <source>Take residents in from a CSV file, all or none.</source>
        <translation>Masukkan data warga dari berkas CSV, semua atau tidak sama sekali.</translation>
    </message>
    <message>
        <source>Take the decision back</source>
        <translation>Batalkan keputusan</translation>
    </message>
    <message>
        <source>Take the finger off the glass, then place it again if you are asked to.</source>
        <translation>Angkat jari dari kaca, lalu tempelkan lagi kalau diminta.</translation>
    </message>
    <message>
        <source>Take the image of one finger.</source>
        <translation>Ambil gambar satu jari.</translation>
    </message>
    <message>
        <source>Take the office's receipts, settings and register off the stick.</source>
        <translation>Ambil tanda terima, pengaturan dan daftar penduduk dari flash disk.</translation>
    </message>
    <message>
        <source>Take the stick back to the booth and read it there.</source>
        <translation>Bawa flash disk kembali ke bilik dan baca di sana.</translation>
    </message>
    <message>
        <source>Take the stick to the office. The recordings stay here until its receipt comes back.</source>
        <translation>Bawa flash disk ke pusat. Rekaman tetap di sini sampai tanda terimanya kembali.</translation>
    </message>
    <message>
        <source>Take them after all</source>
        <translation>Ambil juga</translation>
    </message>
    <message>
        <source>Take this address</source>
        <translation>Pakai alamat ini</translation>
    </message>
    <message>
        <source>Take this file</source>
        <translation>Pakai berkas ini</translation>
    </message>
    <message>
        <source>Take this one</source>
        <translation>Pakai yang ini</translation>
    </message>
    <message>
        <source>Take this reason</source>
        <translation>Pakai alasan ini</translation>
    </message>
    <message>
        <source>Taken in</source>
        <translation>Dimasukkan</translation>
    </message>
    <message>
        <source>Taken off, received by the office</source>
        <translation>Dihapus dari flash disk, sudah diterima pusat</translation>
    </message>
    <message>
        <source>Taken. The eyes may rest.</source>
        <translation>Sudah diambil. Mata boleh beristirahat.</translation>
    </message>
    <message>
        <source>Takes effect after a restart. {meaning}</source>
        <translation>Berlaku setelah program dibuka ulang. {meaning}</translation>
    </message>
    <message>
        <source>Target for a day</source>
        <translation>Target sehari</translation>
    </message>
    <message>
        <source>Target {target}</source>
        <translation>Target {target}</translation>
    </message>
    <message>
        <source>Technician</source>
        <translation>Teknisi</translation>
    </message>
    <message>
        <source>Tell every booth something.</source>
        <translation>Sampaikan sesuatu ke semua bilik.</translation>
    </message>
    <message>
        <source>Tell the password to this person only.</source>
        <translation>Beri tahu kata sandi hanya kepada orang ini.</translation>
    </message>
    <message>
        <source>Ten digits are needed, for example 6202051001.</source>
        <translation>Harus sepuluh angka, misalnya 6202051001.</translation>
    </message>
    <message>
        <source>Test a booth that is made for the while, with an office and emulated devices; none is needed</source>
        <translation>Uji bilik yang dibuat sementara, dengan pusat dan perangkat tiruan; tidak perlu bilik</translation>
    </message>
    <message>
        <source>Test before</source>
        <translation>Uji sebelumnya</translation>
    </message>
    <message>
        <source>Test every part of this booth.</source>
        <translation>Uji setiap bagian bilik ini.</translation>
    </message>
    <message>
        <source>Test everything</source>
        <translation>Uji semua</translation>
    </message>
    <message>
        <source>Test only this part; may be repeated</source>
        <translation>Uji bagian ini saja; boleh diulang</translation>
    </message>
    <message>
        <source>Test page</source>
        <translation>Halaman uji</translation>
    </message>
    <message>
        <source>Tested by</source>
        <translation>Diuji oleh</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>Uji</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Teks</translation>
    </message>
    <message>
        <source>That day is still to come.</source>
        <translation>Hari itu belum tiba.</translation>
    </message>
    <message>
        <source>That was too short. Leave the finger on the glass.</source>
        <translation>Terlalu singkat. Biarkan jari di kaca.</translation>
    </message>
    <message>
        <source>The KK is lost</source>
        <translation>KK hilang</translation>
    </message>
    <message>
        <source>The KK is not photographed yet. F6 photographs it, F7 says why it cannot be.</source>
        <translation>KK belum difoto. F6 memfotonya, F7 memberi alasan bila tidak bisa.</translation>
    </message>
    <message>
        <source>The KK is not photographed, because …</source>
        <translation>KK tidak difoto, karena …</translation>
    </message>
    <message>
        <source>The KK is not photographed: {reason}</source>
        <translation>KK tidak difoto: {reason}</translation>
    </message>
    <message>
        <source>The KK is of another kecamatan: {kecamatan}. Refer the resident to the Disdukcapil office.</source>
        <translation>KK-nya dari kecamatan lain: {kecamatan}. Rujuk warga ke kantor Disdukcapil.</translation>
    </message>
    <message>
        <source>The NIK never changes. A correction is confirmed with your own password and goes to the office.</source>
        <translation>NIK tidak pernah berubah. Perbaikan disahkan dengan kata sandi Anda sendiri dan dikirim ke kantor.</translation>
    </message>
    <message>
        <source>The USB reader is too hot. Unplug it for some minutes, then try again.</source>
        <translation>Pembaca USB terlalu panas. Cabut beberapa menit, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The account {login} is ready.</source>
        <translation>Akun {login} siap dipakai.</translation>
    </message>
    <message>
        <source>The activity log is whole: {rows} entries, chain unbroken.</source>
        <translation>Catatan kegiatan utuh: {rows} baris, rantai tidak putus.</translation>
    </message>
    <message>
        <source>The activity log was changed from outside (entry {row}).</source>
        <translation>Catatan kegiatan diubah dari luar (baris {row}).</translation>
    </message>
    <message>
        <source>The activity log was changed from outside (entry {row}). Call the technician.</source>
        <translation>Catatan kegiatan diubah dari luar (baris {row}). Panggil teknisi.</translation>
    </message>
    <message>
        <source>The arrow keys show the prints.</source>
        <translation>Tombol panah menampilkan sidik jarinya.</translation>
    </message>
    <message>
        <source>The backup</source>
        <translation>Cadangannya</translation>
    </message>
    <message>
        <source>The backup could not be used. Nothing was changed.</source>
        <translation>Cadangan tidak bisa dipakai. Tidak ada yang diubah.</translation>
    </message>
    <message>
        <source>The backup could not be written into {folder}: {reason}. Nothing is left there; try another stick.</source>
        <translation>Cadangan tidak bisa ditulis ke {folder}: {reason}. Tidak ada yang tersisa di sana; coba USB lain.</translation>
    </message>
    <message>
        <source>The backup is written and was read back.</source>
        <translation>Cadangan sudah ditulis dan sudah dibaca kembali.</translation>
    </message>
    <message>
        <source>The backup is written and was read back: {file}</source>
        <translation>Cadangan sudah ditulis dan sudah dibaca kembali: {file}</translation>
    </message>
    <message>
        <source>The backup lies on the disk that the data lie on. Copy it to a USB stick, too.</source>
        <translation>Cadangan ini di disk yang sama dengan data. Salin juga ke flash disk.</translation>
    </message>
    <message>
        <source>The backup was stopped. Nothing is left of it.</source>
        <translation>Pencadangan dihentikan. Tidak ada yang tersisa.</translation>
    </message>
    <message>
        <source>The best of {count} tries is kept ({scores}).</source>
        <translation>Yang terbaik dari {count} percobaan disimpan ({scores}).</translation>
    </message>
    <message>
        <source>The birth date in the NIK differs from the biodata. Ask the resident which is right.</source>
        <translation>Tanggal lahir dalam NIK berbeda dengan biodata. Tanyakan kepada warga mana yang benar.</translation>
    </message>
    <message>
        <source>The booth has noticed: no line. It tries again by itself.</source>
        <translation>Bilik sudah tahu: tidak ada jaringan. Bilik mencoba lagi dengan sendirinya.</translation>
    </message>
    <message>
        <source>The booth in {folder} belongs to another office than the one in {office}. Nothing was changed; name an empty folder with --data, or the booth's own office with --office-data.</source>
        <translation>Bilik di {folder} milik pusat lain, bukan yang ada di {office}. Tidak ada yang diubah; sebutkan folder kosong dengan --data, atau pusat milik bilik itu dengan --office-data.</translation>
    </message>
    <message>
        <source>The booth is already open on this computer. Use the window that is open, or close it first.</source>
        <translation>Bilik sudah terbuka di komputer ini. Pakai jendela yang terbuka, atau tutup dulu.</translation>
    </message>
    <message>
        <source>The booth is set up</source>
        <translation>Bilik sudah disiapkan</translation>
    </message>
    <message>
        <source>The booth {booth} is restored as it was at {moment}.</source>
        <translation>Bilik {booth} dipulihkan seperti keadaannya pada {moment}.</translation>
    </message>
    <message>
        <source>The booth {booth} is restored. Log in, then compare with the office on the page “This booth”.</source>
        <translation>Bilik {booth} sudah dipulihkan. Masuk, lalu bandingkan dengan pusat di halaman “Bilik ini”.</translation>
    </message>
    <message>
        <source>The bundle cannot be written into {folder}: {reason}. Choose another place.</source>
        <translation>Paket tidak bisa ditulis ke {folder}: {reason}. Pilih tempat lain.</translation>
    </message>
    <message>
        <source>The bundle is written: {file}</source>
        <translation>Paket sudah ditulis: {file}</translation>
    </message>
    <message>
        <source>The camera does not work today</source>
        <translation>Kamera tidak berfungsi hari ini</translation>
    </message>
    <message>
        <source>The camera is getting ready …</source>
        <translation>Kamera sedang disiapkan …</translation>
    </message>
    <message>
        <source>The camera stand-in has no scene “{scene}”. Known scenes: {known}.</source>
        <translation>Kamera tiruan tidak punya adegan “{scene}”. Adegan yang ada: {known}.</translation>
    </message>
    <message>
        <source>The captures of {device} do not follow one another. Nothing of them was used. Try again.</source>
        <translation>Hasil rekam {device} tidak sambung-menyambung. Tidak ada yang dipakai. Coba lagi.</translation>
    </message>
    <message>
        <source>The card is printed.</source>
        <translation>KTP-el sudah dicetak.</translation>
    </message>
    <message>
        <source>The card was sent to be printed.</source>
        <translation>KTP-el sudah dikirim untuk dicetak.</translation>
    </message>
    <message>
        <source>The card was sent to where it is handed over.</source>
        <translation>KTP-el sudah dikirim ke tempat penyerahan.</translation>
    </message>
    <message>
        <source>The central office: receives recordings, signs receipts, counts.</source>
        <translation>Kantor pusat: menerima perekaman, menandatangani tanda terima, menghitung.</translation>
    </message>
    <message>
        <source>The centre asks the office to confirm who the resident is.</source>
        <translation>Pusat meminta kantor memastikan siapa warga ini.</translation>
    </message>
    <message>
        <source>The centre could not compare the recording with the others. The recording itself is good.</source>
        <translation>Pusat gagal membandingkan rekaman ini dengan rekaman lain. Rekamannya sendiri baik.</translation>
    </message>
    <message>
        <source>The certificate for {hosts} is valid until {until}.</source>
        <translation>Sertifikat untuk {hosts} berlaku sampai {until}.</translation>
    </message>
    <message>
        <source>The certificate of {device} is not from a maker this booth trusts. Call the technician.</source>
        <translation>Sertifikat {device} bukan dari pembuat yang dipercaya bilik ini. Panggil teknisi.</translation>
    </message>
    <message>
        <source>The certificate of {device} is not valid today. Check the date of this computer; then call the technician.</source>
        <translation>Sertifikat {device} tidak berlaku hari ini. Periksa tanggal komputer ini, lalu panggil teknisi.</translation>
    </message>
    <message>
        <source>The changes from the office do not fit the register of this booth. Others are fetched by themselves.</source>
        <translation>Perubahan dari pusat tidak cocok dengan daftar warga di bilik ini. Yang cocok diambil sendiri.</translation>
    </message>
    <message>
        <source>The clock is wrong</source>
        <translation>Jam komputer salah</translation>
    </message>
    <message>
        <source>The clock is wrong. Set date and time of this computer.</source>
        <translation>Jamnya salah. Atur tanggal dan jam komputer ini.</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong: the office has {there}, here it is {here}. Set date and time.</source>
        <translation>Jam komputer ini salah: di pusat {there}, di sini {here}. Betulkan tanggal dan jamnya.</translation>
    </message>
    <message>
        <source>The clock says {now}, but this booth was used on {seen}: it was set back, or its battery is empty. Set date and time, and have the battery replaced.</source>
        <translation>Jam menunjukkan {now}, padahal bilik ini dipakai pada {seen}: jam dimundurkan, atau baterainya habis. Setel tanggal dan jam, dan mintalah baterainya diganti.</translation>
    </message>
    <message>
        <source>The clock was moved while the program ran. Check date and time of this computer.</source>
        <translation>Jam diubah saat program berjalan. Periksa tanggal dan jam komputer ini.</translation>
    </message>
    <message>
        <source>The clocks of {device} and of this computer differ by more than five minutes. Set the clock.</source>
        <translation>Jam {device} dan jam komputer ini berselisih lebih dari lima menit. Setel jamnya.</translation>
    </message>
    <message>
        <source>The cloth has the wrong colour. Hang up the other one.</source>
        <translation>Warna kain latar salah. Pasang kain yang lain.</translation>
    </message>
    <message>
        <source>The code is whole.</source>
        <translation>Kodenya lengkap.</translation>
    </message>
    <message>
        <source>The colour that the cloth must have; without it the cloth is not judged</source>
        <translation>Warna kain latar yang seharusnya; tanpa ini kain tidak dinilai</translation>
    </message>
    <message>
        <source>The column is missing.</source>
        <translation>Kolom ini tidak ada.</translation>
    </message>
    <message>
        <source>The column stands twice in the first line.</source>
        <translation>Kolom ini ada dua kali di baris pertama.</translation>
    </message>
    <message>
        <source>The counts differ: {recorded} recorded, {received} received, {wanted} wanted.</source>
        <translation>Hitungan tidak cocok: {recorded} terekam, {received} diterima, {wanted} seharusnya.</translation>
    </message>
    <message>
        <source>The counts of all booths, for officers of this office.</source>
        <translation>Hitungan semua bilik, untuk petugas kantor ini.</translation>
    </message>
    <message>
        <source>The cover of the printer is open. Close it; then it goes on.</source>
        <translation>Penutup pencetak terbuka. Tutuplah; setelah itu pencetak bekerja lagi.</translation>
    </message>
    <message>
        <source>The cover was opened.</source>
        <translation>Penutupnya terbuka.</translation>
    </message>
    <message>
        <source>The data folder cannot be written: {reason}. Check the disk and the permissions.</source>
        <translation>Folder data tidak bisa ditulis: {reason}. Periksa disk dan izinnya.</translation>
    </message>
    <message>
        <source>The data folder {folder} cannot be used: {reason}. Call the technician.</source>
        <translation>Folder data {folder} tidak bisa dipakai: {reason}. Panggil teknisi.</translation>
    </message>
    <message>
        <source>The data have changed, the document is here: correct them</source>
        <translation>Data berubah, dokumennya ada: perbaiki</translation>
    </message>
    <message>
        <source>The data have changed, the document is here: park the recording</source>
        <translation>Data berubah, dokumennya ada: tunda perekaman</translation>
    </message>
    <message>
        <source>The data have changed, the document is missing: park the recording</source>
        <translation>Data berubah, dokumennya belum ada: tunda perekaman</translation>
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
        <source>The data that were here before are in {folder}.</source>
        <translation>Data yang sebelumnya di sini ada di {folder}.</translation>
    </message>
    <message>
        <source>The demonstration waited for the line to be “{wanted}”.</source>
        <translation>Peragaan menunggu jaringan menjadi “{wanted}”.</translation>
    </message>
    <message>
        <source>The demonstration waited for “{wanted}”, but the window shows “{found}”.</source>
        <translation>Peragaan menunggu “{wanted}”, tetapi jendela menampilkan “{found}”.</translation>
    </message>
    <message>
        <source>The device reported a fault. Try again; if it happens again, call the technician.</source>
        <translation>Perangkat melaporkan kesalahan. Coba lagi; kalau terulang, panggil teknisi.</translation>
    </message>
    <message>
        <source>The disk can be read only. Check it for errors and start the computer again; nothing can be saved now.</source>
        <translation>Disk hanya dapat dibaca. Periksa kesalahannya dan nyalakan ulang komputer; sekarang tidak ada yang dapat disimpan.</translation>
    </message>
    <message>
        <source>The disk is almost full. Free space before recording.</source>
        <translation>Disk hampir penuh. Kosongkan ruang sebelum merekam.</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was lost; free some space, then try again.</source>
        <translation>Disk penuh. Tidak ada yang hilang; kosongkan sebagian ruang, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The disk is nearly worn out. Plan to replace it.</source>
        <translation>Disk hampir aus. Rencanakan penggantian.</translation>
    </message>
    <message>
        <source>The disk of itself (SMART)</source>
        <translation>Kata disk sendiri (SMART)</translation>
    </message>
    <message>
        <source>The disk reports errors. What was saved before is still there; call the technician.</source>
        <translation>Disk melaporkan kesalahan. Yang sudah disimpan tetap ada; panggil teknisi.</translation>
    </message>
    <message>
        <source>The disk says that it is failing. Make a backup now and replace it.</source>
        <translation>Disk menyatakan akan rusak. Buat cadangan sekarang dan ganti disknya.</translation>
    </message>
    <message>
        <source>The disk writes slowly. It may be worn: plan to replace it.</source>
        <translation>Disk menulis dengan lambat. Mungkin sudah aus: rencanakan penggantian.</translation>
    </message>
    <message>
        <source>The draft is discarded.</source>
        <translation>Draf sudah dibuang.</translation>
    </message>
    <message>
        <source>The driver of the USB reader stopped. Unplug the reader, plug it in again, then try again.</source>
        <translation>Penggerak pembaca USB berhenti. Cabut pembaca, colokkan lagi, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The emulated device was unplugged.</source>
        <translation>Perangkat tiruan dicabut.</translation>
    </message>
    <message>
        <source>The face is too bright. Less light on the face.</source>
        <translation>Wajah terlalu terang. Kurangi cahaya ke wajah.</translation>
    </message>
    <message>
        <source>The face is too dark. More light from the front.</source>
        <translation>Wajah terlalu gelap. Tambah cahaya dari depan.</translation>
    </message>
    <message>
        <source>The face is too small in this picture. Take it from nearer.</source>
        <translation>Wajah terlalu kecil di foto ini. Ambil dari lebih dekat.</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>The file adds to it</source>
        <translation>Berkas menambah daftar</translation>
    </message>
    <message>
        <source>The file cannot be read. Is the stick still plugged in?</source>
        <translation>Berkas tidak dapat dibaca. Apakah medianya masih terpasang?</translation>
    </message>
    <message>
        <source>The file cannot be read: {reason}.</source>
        <translation>Berkas tidak bisa dibaca: {reason}.</translation>
    </message>
    <message>
        <source>The file holds no residents.</source>
        <translation>Berkas ini tidak berisi data warga.</translation>
    </message>
    <message>
        <source>The file is damaged, or no picture. Choose another one, or photograph the paper.</source>
        <translation>Berkas rusak, atau bukan gambar. Pilih berkas lain, atau foto kertasnya.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Berkas kosong.</translation>
    </message>
    <message>
        <source>The file is larger than {most} MB. Scan the page with fewer dots an inch, or photograph it.</source>
        <translation>Berkas lebih besar dari {most} MB. Pindai halaman dengan resolusi lebih rendah, atau foto saja.</translation>
    </message>
    <message>
        <source>The file is no text file. Export the register as CSV.</source>
        <translation>Berkas ini bukan berkas teks. Ekspor data warga sebagai CSV.</translation>
    </message>
    <message>
        <source>The file is sound.</source>
        <translation>Berkas baik.</translation>
    </message>
    <message>
        <source>The file is the whole register</source>
        <translation>Berkas menjadi seluruh daftar</translation>
    </message>
    <message>
        <source>The file is the whole register of each kecamatan in it: who is missing there leaves the register</source>
        <translation>Berkas ini daftar lengkap setiap kecamatan di dalamnya: yang tidak ada di situ keluar dari daftar</translation>
    </message>
    <message>
        <source>The file is the whole register: forget residents it does not hold</source>
        <translation>Berkas ini seluruh data warga: hapus warga yang tidak ada di dalamnya</translation>
    </message>
    <message>
        <source>The file {file} cannot be read: {reason}.</source>
        <translation>Berkas {file} tidak dapat dibaca: {reason}.</translation>
    </message>
    <message>
        <source>The file {file} cannot be used: {reason}. Sending goes on without it.</source>
        <translation>Berkas {file} tidak dapat dipakai: {reason}. Pengiriman berjalan terus tanpanya.</translation>
    </message>
    <message>
        <source>The file {file} cannot be written: {reason}.</source>
        <translation>Berkas {file} tidak dapat ditulis: {reason}.</translation>
    </message>
    <message>
        <source>The file {file} is no list of pairs: a CSV file whose first line is “a,b” is needed.</source>
        <translation>Berkas {file} bukan daftar pasangan: diperlukan berkas CSV yang baris pertamanya “a,b”.</translation>
    </message>
    <message>
        <source>The file {file} is too large for a register of residents.</source>
        <translation>Berkas {file} terlalu besar untuk data warga.</translation>
    </message>
    <message>
        <source>The finger does not match. Clean the glass, check which finger it is, then try again.</source>
        <translation>Jari tidak cocok. Bersihkan kaca alat, periksa jari yang mana, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The finger does not match. Is it the finger that is asked for? Wipe the glass, press again.</source>
        <translation>Jari tidak cocok. Apakah jari yang diminta? Lap kaca, tempel lagi.</translation>
    </message>
    <message>
        <source>The finger is too dry. Press harder, or wipe the finger with a damp cloth first.</source>
        <translation>Jari terlalu kering. Tekan lebih kuat, atau usap dulu jari dengan kain lembap.</translation>
    </message>
    <message>
        <source>The finger is too wet or pressed too hard. Dry it, then press softer.</source>
        <translation>Jari terlalu basah atau terlalu ditekan. Keringkan, lalu tekan lebih pelan.</translation>
    </message>
    <message>
        <source>The finger lies off centre. Lay it in the middle of the glass.</source>
        <translation>Jari tidak di tengah. Tempelkan jari di tengah kaca.</translation>
    </message>
    <message>
        <source>The finger matches, and no other was captured.</source>
        <translation>Jari cocok, dan tidak ada jari lain yang diambil.</translation>
    </message>
    <message>
        <source>The finger matches.</source>
        <translation>Jari cocok.</translation>
    </message>
    <message>
        <source>The finger moved. Lay it down again and hold it still until the sound.</source>
        <translation>Jari bergerak. Letakkan lagi dan tahan diam sampai terdengar bunyi.</translation>
    </message>
    <message>
        <source>The finger was not lifted. Take it off the glass, then try again.</source>
        <translation>Jari tidak diangkat. Angkat jari dari kaca, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The fingerprint scanner does not work</source>
        <translation>Alat sidik jari tidak berfungsi</translation>
    </message>
    <message>
        <source>The fingerprint template is damaged or of an unknown kind.</source>
        <translation>Templat sidik jari rusak atau jenisnya tidak dikenal.</translation>
    </message>
    <message>
        <source>The fingers could not be verified, because …</source>
        <translation>Jari tidak bisa diverifikasi, karena …</translation>
    </message>
    <message>
        <source>The first camera</source>
        <translation>Kamera pertama</translation>
    </message>
    <message>
        <source>The first recording appears here by itself.</source>
        <translation>Rekaman pertama muncul di sini dengan sendirinya.</translation>
    </message>
    <message>
        <source>The first scanner that answers is used.</source>
        <translation>Alat pertama yang menjawab yang dipakai.</translation>
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
        <source>The folder {folder} cannot be used: {reason}.</source>
        <translation>Folder {folder} tidak dapat dipakai: {reason}.</translation>
    </message>
    <message>
        <source>The folder {folder} holds no pictures (PNG, BMP, PGM, JPEG, TIFF).</source>
        <translation>Folder {folder} tidak berisi gambar (PNG, BMP, PGM, JPEG, TIFF).</translation>
    </message>
    <message>
        <source>The folder {folder} holds no pictures.</source>
        <translation>Folder {folder} tidak berisi gambar.</translation>
    </message>
    <message>
        <source>The folder {folder} is not empty. Name a new one.</source>
        <translation>Folder {folder} tidak kosong. Sebutkan folder baru.</translation>
    </message>
    <message>
        <source>The full speed is tried at the next image. Images stay right in any case.</source>
        <translation>Laju penuh dicoba pada gambar berikutnya. Gambar tetap benar dalam keadaan apa pun.</translation>
    </message>
    <message>
        <source>The glass is lit unevenly. Shade it from the sun, then test again.</source>
        <translation>Kaca alat diterangi tidak merata. Lindungi dari matahari, lalu uji lagi.</translation>
    </message>
    <message>
        <source>The glass shows the last print. Wipe it with a dry cloth.</source>
        <translation>Sidik jari sebelumnya masih tampak di kaca alat. Lap dengan kain kering.</translation>
    </message>
    <message>
        <source>The hand lies askew. Turn it straight.</source>
        <translation>Tangan miring. Luruskan tangan.</translation>
    </message>
    <message>
        <source>The image has 16 bits a pixel or more; 8-bit grey is needed.</source>
        <translation>Gambar ini 16 bit per piksel atau lebih; yang diperlukan abu-abu 8 bit.</translation>
    </message>
    <message>
        <source>The image has {width} × {height} pixels; at least {least} each way are needed.</source>
        <translation>Gambar ini {width} × {height} piksel; tiap sisi paling sedikit {least} piksel.</translation>
    </message>
    <message>
        <source>The image is in colour; 8-bit grey is needed.</source>
        <translation>Gambar ini berwarna; yang diperlukan abu-abu 8 bit.</translation>
    </message>
    <message>
        <source>The image is too large: more than {most} pixels one way.</source>
        <translation>Gambar terlalu besar: salah satu sisinya lebih dari {most} piksel.</translation>
    </message>
    <message>
        <source>The image says {ppi} pixels an inch; {low} to {high} are needed.</source>
        <translation>Gambar ini {ppi} piksel per inci; yang diperlukan {low} sampai {high}.</translation>
    </message>
    <message>
        <source>The image shows light ridges on dark; it was judged turned round. Tell the technician.</source>
        <translation>Gambar menunjukkan garis terang di atas gelap; gambar dibalik sebelum dinilai. Beri tahu teknisi.</translation>
    </message>
    <message>
        <source>The image shows light ridges on dark; it was turned round. Tell the technician.</source>
        <translation>Gambar menunjukkan garis terang di atas gelap; gambar sudah dibalik. Beri tahu teknisi.</translation>
    </message>
    <message>
        <source>The image shows nothing: all its pixels are alike. Place the finger again.</source>
        <translation>Gambar kosong: semua pikselnya sama. Tempelkan jari sekali lagi.</translation>
    </message>
    <message>
        <source>The iris scanner does not work</source>
        <translation>Pemindai iris tidak berfungsi</translation>
    </message>
    <message>
        <source>The key of {device} has expired: its program must reach its maker once. Call the technician.</source>
        <translation>Kunci {device} sudah kedaluwarsa: programnya harus sekali terhubung ke pembuatnya. Panggil teknisi.</translation>
    </message>
    <message>
        <source>The last backup is of today.</source>
        <translation>Cadangan terakhir dari hari ini.</translation>
    </message>
    <message numerus="yes">
        <source>The last backup is {n} days old.</source>
        <translation>
            <numerusform>Cadangan terakhir sudah {n} hari.</numerusform>
        </translation>
    </message>
    <message>
        <source>The last four digits must not be 0000.</source>
        <translation>Empat angka terakhir tidak boleh 0000.</translation>
    </message>
    <message>
        <source>The light at this place is no better today</source>
        <translation>Cahaya di tempat ini hari ini tidak bisa lebih baik</translation>
    </message>
    <message>
        <source>The line has {found} columns instead of {expected}. Put texts that hold a comma in quotes.</source>
        <translation>Baris ini punya {found} kolom, seharusnya {expected}. Beri tanda kutip pada teks yang memuat koma.</translation>
    </message>
    <message>
        <source>The line is slow. Recordings are sent all the same.</source>
        <translation>Jaringan lambat. Rekaman tetap dikirim.</translation>
    </message>
    <message>
        <source>The line to the office carries {rate} kbit/s.</source>
        <translation>Jaringan ke pusat membawa {rate} kbit/s.</translation>
    </message>
    <message>
        <source>The line to the scanner is sound at {baud} baud only. Try another cable or bridge; the booth works on.</source>
        <translation>Jalur ke alat sidik jari hanya baik pada {baud} baud. Coba kabel atau jembatan USB lain; bilik tetap bekerja.</translation>
    </message>
    <message>
        <source>The line was alive again: the recording of {size} kB went on in the middle and has arrived. In all {carried} kB were carried.</source>
        <translation>Jaringan hidup lagi: rekaman sebesar {size} kB dilanjutkan dari tengah dan sudah sampai. Seluruhnya {carried} kB dibawa.</translation>
    </message>
    <message>
        <source>The line was cut in the middle of a recording and says nothing.</source>
        <translation>Jaringan terputus di tengah sebuah rekaman dan tidak memberi kabar.</translation>
    </message>
    <message>
        <source>The live picture comes at once.</source>
        <translation>Gambar langsung segera tampil.</translation>
    </message>
    <message>
        <source>The log bundle is written.</source>
        <translation>Paket log sudah ditulis.</translation>
    </message>
    <message>
        <source>The log is empty so far.</source>
        <translation>Log masih kosong.</translation>
    </message>
    <message>
        <source>The login is switched off.</source>
        <translation>Nama masuk sudah nonaktif.</translation>
    </message>
    <message>
        <source>The login {login} is not closed. Closed logins are listed by: booth-office login list</source>
        <translation>Login {login} tidak ditutup. Login yang ditutup dapat dilihat dengan: booth-office login list</translation>
    </message>
    <message>
        <source>The login “{login}” is already in use. Choose another one.</source>
        <translation>Nama masuk “{login}” sudah dipakai. Pilih yang lain.</translation>
    </message>
    <message>
        <source>The mains are off: {name} feeds this computer. Save, and park what is open.</source>
        <translation>Listrik padam: komputer ini memakai {name}. Simpan, dan tunda yang masih terbuka.</translation>
    </message>
    <message>
        <source>The national centre has no recording of this resident.</source>
        <translation>Pusat belum punya rekaman warga ini.</translation>
    </message>
    <message>
        <source>The national centre has the recording and checks that the resident is recorded only once.</source>
        <translation>Rekaman sudah diterima pusat. Pusat memeriksa bahwa warga hanya direkam satu kali.</translation>
    </message>
    <message>
        <source>The next page</source>
        <translation>Halaman berikutnya</translation>
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
        <source>The office already holds another recording under this number.</source>
        <translation>Pusat sudah menyimpan rekaman lain dengan nomor ini.</translation>
    </message>
    <message>
        <source>The office cannot be reached. Check the address, and that this computer is on the network.</source>
        <translation>Pusat tidak bisa dihubungi. Periksa alamatnya, dan apakah komputer ini tersambung ke jaringan.</translation>
    </message>
    <message>
        <source>The office cannot be reached. Recordings wait here and are sent by themselves.</source>
        <translation>Pusat tidak bisa dihubungi. Rekaman menunggu di sini dan terkirim sendiri nanti.</translation>
    </message>
    <message>
        <source>The office cannot do this. Call the technician.</source>
        <translation>Pusat tidak dapat melakukan ini. Panggil teknisi.</translation>
    </message>
    <message>
        <source>The office cannot read its cover.</source>
        <translation>Pusat tidak bisa membaca sampul rekaman ini.</translation>
    </message>
    <message>
        <source>The office cannot take recordings now. They wait here and are sent by themselves.</source>
        <translation>Pusat belum dapat menerima perekaman sekarang. Perekaman menunggu di sini dan akan terkirim sendiri.</translation>
    </message>
    <message>
        <source>The office closed the only technician: {logins}</source>
        <translation>Pusat menutup satu-satunya teknisi: {logins}</translation>
    </message>
    <message>
        <source>The office counts</source>
        <translation>Hitungan pusat</translation>
    </message>
    <message>
        <source>The office counts {count}</source>
        <translation>Hitungan pusat {count}</translation>
    </message>
    <message>
        <source>The office decides this, so it is changed there and not here.</source>
        <translation>Ini ditetapkan pusat, jadi diubah di sana, bukan di sini.</translation>
    </message>
    <message numerus="yes">
        <source>The office did not take {n} recording from the stick ({codes}). It is kept here: write the stick again, and call the technician if that does not help.</source>
        <translation>
            <numerusform>Pusat tidak mengambil {n} rekaman dari flash disk ({codes}). Rekaman tetap di sini: tulis flash disk sekali lagi, dan panggil teknisi bila tidak menolong.</numerusform>
        </translation>
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
        <source>The office does not know this booth under its number {booth}. Nothing was changed, recordings stay here; check the address and call the office.</source>
        <translation>Pusat tidak mengenal bilik ini dengan nomor {booth}. Tidak ada yang diubah, perekaman tetap di sini; periksa alamatnya dan hubungi pusat.</translation>
    </message>
    <message>
        <source>The office does not know this booth. Nothing was deleted, recordings stay here; call the technician.</source>
        <translation>Pusat tidak mengenal bilik ini. Tidak ada yang dihapus, perekaman tetap di sini; panggil teknisi.</translation>
    </message>
    <message>
        <source>The office does not recognise this booth's signature.</source>
        <translation>Pusat tidak mengenali tanda tangan bilik ini.</translation>
    </message>
    <message>
        <source>The office failed over it again and again.</source>
        <translation>Pusat berkali-kali gagal memproses rekaman ini.</translation>
    </message>
    <message>
        <source>The office gives a CSV file with the residents of the kecamatan. It is checked first.</source>
        <translation>Pusat memberi berkas CSV berisi warga kecamatan. Berkas diperiksa dulu.</translation>
    </message>
    <message>
        <source>The office gives you its address and a one-time code. Compare the code one character after the other.</source>
        <translation>Pusat memberi alamat dan kode sekali pakai. Cocokkan kodenya satu per satu.</translation>
    </message>
    <message>
        <source>The office has a new address</source>
        <translation>Pusat punya alamat baru</translation>
    </message>
    <message>
        <source>The office has closed the login “{login}”. What you recorded is safe; ask your supervisor or the office.</source>
        <translation>Pusat sudah menutup login “{login}”. Yang sudah Anda rekam aman; tanyakan kepada penyelia atau pusat.</translation>
    </message>
    <message>
        <source>The office has closed this booth. Nothing was deleted, recordings stay here; call the office.</source>
        <translation>Pusat telah menutup bilik ini. Tidak ada yang dihapus, perekaman tetap di sini; hubungi pusat.</translation>
    </message>
    <message>
        <source>The office has not written anything onto this stick.</source>
        <translation>Pusat belum menulis apa pun ke flash disk ini.</translation>
    </message>
    <message numerus="yes">
        <source>The office has {n} recordings of this booth that were not made here.</source>
        <translation>
            <numerusform>Pusat menyimpan {n} perekaman atas nama bilik ini yang tidak dibuat di sini.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The office has {n} recordings that were made after the backup. They are safe there.</source>
        <translation>
            <numerusform>Pusat menyimpan {n} perekaman yang dibuat sesudah cadangan. Semuanya aman di sana.</numerusform>
        </translation>
    </message>
    <message>
        <source>The office holds another recording under this id. It was not overwritten.</source>
        <translation>Pusat menyimpan perekaman lain dengan nomor ini. Perekaman itu tidak ditimpa.</translation>
    </message>
    <message>
        <source>The office holds nothing of this booth that this booth does not know.</source>
        <translation>Pusat tidak menyimpan apa pun dari bilik ini yang tidak dikenal di sini.</translation>
    </message>
    <message>
        <source>The office in {folder} has real booths. Nothing was changed; name an empty folder with --office-data, and an office for measuring is made there.</source>
        <translation>Pusat di {folder} mempunyai bilik sungguhan. Tidak ada yang diubah; sebutkan folder kosong dengan --office-data, dan pusat untuk pengukuran dibuat di sana.</translation>
    </message>
    <message>
        <source>The office is being looked for.</source>
        <translation>Pusat sedang dicari.</translation>
    </message>
    <message>
        <source>The office is busy</source>
        <translation>Pusat sedang sibuk</translation>
    </message>
    <message>
        <source>The office knows this booth already and does not believe that this is it. Call the office.</source>
        <translation>Pusat sudah mengenal bilik ini dan tidak yakin bahwa inilah biliknya. Hubungi pusat.</translation>
    </message>
    <message>
        <source>The office records residents of every other kecamatan. The resident brings the KK.</source>
        <translation>Kantor itu merekam warga dari semua kecamatan lain. Warga membawa KK.</translation>
    </message>
    <message>
        <source>The office refused a recording ({code}). It is kept here; call the technician.</source>
        <translation>Pusat menolak sebuah perekaman ({code}). Perekaman itu disimpan di sini; panggil teknisi.</translation>
    </message>
    <message>
        <source>The office refused it.</source>
        <translation>Pusat menolaknya.</translation>
    </message>
    <message>
        <source>The office sends it again (re-send). Refer the resident to the Disdukcapil office; do not record again.</source>
        <translation>Kantor yang mengirim ulang. Rujuk warga ke kantor Disdukcapil; jangan rekam lagi.</translation>
    </message>
    <message>
        <source>The office “{name}” is ready in {folder}.</source>
        <translation>Kantor “{name}” siap di {folder}.</translation>
    </message>
    <message>
        <source>The office's address this time, in place of the one known here</source>
        <translation>Alamat pusat untuk kali ini, sebagai ganti alamat yang tersimpan di sini</translation>
    </message>
    <message>
        <source>The office's answer on this stick is for another booth: {booths}.</source>
        <translation>Jawaban pusat di flash disk ini untuk bilik lain: {booths}.</translation>
    </message>
    <message>
        <source>The office's code</source>
        <translation>Kode dari pusat</translation>
    </message>
    <message>
        <source>The office's count: not known yet</source>
        <translation>Hitungan pusat: belum diketahui</translation>
    </message>
    <message>
        <source>The office's disk is full. Nothing was accepted; free some space.</source>
        <translation>Disk pusat penuh. Tidak ada yang diterima; kosongkan sebagian ruang disk.</translation>
    </message>
    <message>
        <source>The office's disk is full. The rest is still on the stick: free some space, then read it again.</source>
        <translation>Disk pusat penuh. Sisanya masih di flash disk: kosongkan ruang, lalu baca lagi.</translation>
    </message>
    <message>
        <source>The office's file {file} cannot be read: {reason}. Bring it back from the backup.</source>
        <translation>Berkas pusat {file} tidak dapat dibaca: {reason}. Pulihkan dari cadangan.</translation>
    </message>
    <message>
        <source>The office's file {file} is damaged. Stop the receiver and bring it back from the backup.</source>
        <translation>Berkas pusat {file} rusak. Hentikan penerima lalu kembalikan berkas itu dari cadangan.</translation>
    </message>
    <message>
        <source>The office's folder cannot be written: {reason}.</source>
        <translation>Folder pusat tidak dapat ditulisi: {reason}.</translation>
    </message>
    <message>
        <source>The office's ledger is damaged. Stop the receiver and bring the ledger back from the backup.</source>
        <translation>Buku besar pusat rusak. Hentikan penerima dan pulihkan buku besar dari cadangan.</translation>
    </message>
    <message>
        <source>The office's receipt for it is not genuine.</source>
        <translation>Tanda terima dari pusat untuk rekaman ini tidak asli.</translation>
    </message>
    <message>
        <source>The office's receipt is not genuine. Nothing was deleted; call the technician.</source>
        <translation>Tanda terima dari pusat tidak asli. Tidak ada yang dihapus; panggil teknisi.</translation>
    </message>
    <message>
        <source>The office's register is being taken in; searching waits for it.</source>
        <translation>Daftar warga dari pusat sedang dimasukkan; pencarian menunggu.</translation>
    </message>
    <message>
        <source>The oldest waits since {day}.</source>
        <translation>Yang terlama menunggu sejak {day}.</translation>
    </message>
    <message>
        <source>The one image</source>
        <translation>Gambar yang satu</translation>
    </message>
    <message>
        <source>The open recording is kept among the drafts.</source>
        <translation>Perekaman yang terbuka tersimpan di daftar draf.</translation>
    </message>
    <message>
        <source>The operator sees it with your reason. It was sent to the office all the same.</source>
        <translation>Operator melihatnya bersama alasan Anda. Rekaman tetap dikirim ke pusat.</translation>
    </message>
    <message>
        <source>The other end is not the office</source>
        <translation>Yang menjawab bukan pusat</translation>
    </message>
    <message>
        <source>The other end is not the office: its certificate is unknown. Nothing was sent; call the technician.</source>
        <translation>Yang menjawab bukan pusat: sertifikatnya tidak dikenal. Tidak ada yang dikirim; panggil teknisi.</translation>
    </message>
    <message>
        <source>The other image</source>
        <translation>Gambar yang lain</translation>
    </message>
    <message>
        <source>The paper is kept and printed by itself as soon as that is possible.</source>
        <translation>Bukti disimpan dan dicetak sendiri segera setelah bisa.</translation>
    </message>
    <message>
        <source>The paper is worn, torn or stained</source>
        <translation>Kertas usang, robek, atau bernoda</translation>
    </message>
    <message>
        <source>The paper may have been cut off in the middle. {why} Tear it off; it can be printed again.</source>
        <translation>Kertas mungkin terpotong di tengah. {why} Sobek kertasnya; bukti dapat dicetak ulang.</translation>
    </message>
    <message>
        <source>The password is changed.</source>
        <translation>Kata sandi sudah diganti.</translation>
    </message>
    <message>
        <source>The password is wrong. Nothing was corrected.</source>
        <translation>Kata sandi salah. Tidak ada yang diperbaiki.</translation>
    </message>
    <message>
        <source>The password needs at least {least} characters.</source>
        <translation>Kata sandi paling sedikit {least} karakter.</translation>
    </message>
    <message>
        <source>The person cannot log in any more. Recordings stay, and the login can be switched on again.</source>
        <translation>Orang ini tidak bisa masuk lagi. Rekamannya tetap ada, dan nama masuk bisa diaktifkan lagi.</translation>
    </message>
    <message>
        <source>The photo has 16 bits a pixel or more; 8 bits are needed.</source>
        <translation>Foto ini 16 bit per piksel atau lebih; yang diperlukan 8 bit.</translation>
    </message>
    <message>
        <source>The photo has {width} × {height} pixels; at least {least} each way are needed.</source>
        <translation>Foto ini {width} × {height} piksel; paling sedikit {least} ke tiap arah.</translation>
    </message>
    <message>
        <source>The photo is too large: {width} × {height} pixels.</source>
        <translation>Foto terlalu besar: {width} × {height} piksel.</translation>
    </message>
    <message>
        <source>The picture does not move. Unplug the camera and plug it in again; if it happens again, swap it.</source>
        <translation>Gambar tidak bergerak. Cabut kamera lalu pasang lagi; bila terulang, ganti kameranya.</translation>
    </message>
    <message>
        <source>The picture does not move: unplug the camera and plug it in again.</source>
        <translation>Gambar tidak bergerak: cabut kamera lalu pasang kembali.</translation>
    </message>
    <message>
        <source>The picture is being taken.</source>
        <translation>Gambar sedang diambil.</translation>
    </message>
    <message>
        <source>The picture is black. Open the cover of the lens; if it stays black, the camera is broken: swap it.</source>
        <translation>Gambar hitam. Buka penutup lensa; bila tetap hitam, kamera rusak: ganti.</translation>
    </message>
    <message>
        <source>The picture is black: take the cover off the lens and switch the light on.</source>
        <translation>Gambar hitam: buka tutup lensa dan nyalakan lampu.</translation>
    </message>
    <message>
        <source>The picture is blurred. Sit still; clean the camera.</source>
        <translation>Gambar buram. Duduk tenang; bersihkan kamera.</translation>
    </message>
    <message>
        <source>The picture is grainy: more light is needed, or another camera.</source>
        <translation>Gambar berbintik: perlu lebih banyak cahaya, atau kamera lain.</translation>
    </message>
    <message>
        <source>The picture is not sharp: clean the lens and turn its ring.</source>
        <translation>Gambar tidak tajam: bersihkan lensa dan putar gelang fokusnya.</translation>
    </message>
    <message>
        <source>The picture is too bright: turn the lamps away or close the curtain.</source>
        <translation>Gambar terlalu terang: jauhkan lampu atau tutup tirai.</translation>
    </message>
    <message>
        <source>The picture is too dark: switch the lamps on.</source>
        <translation>Gambar terlalu gelap: nyalakan lampu.</translation>
    </message>
    <message>
        <source>The picture of {device} is black. Take the cover off the lens and switch the light on.</source>
        <translation>Gambar {device} hitam. Buka tutup lensa dan nyalakan lampu.</translation>
    </message>
    <message>
        <source>The picture of {device} no longer moves. Unplug it, plug it in again, then try again.</source>
        <translation>Gambar dari {device} tidak bergerak lagi. Cabut, pasang lagi, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The picture {file} cannot be read.</source>
        <translation>Gambar {file} tidak dapat dibaca.</translation>
    </message>
    <message>
        <source>The pictures are being kept.</source>
        <translation>Gambar sedang disimpan.</translation>
    </message>
    <message>
        <source>The print head became too hot.</source>
        <translation>Kepala cetak menjadi terlalu panas.</translation>
    </message>
    <message>
        <source>The print head of the printer is too hot. It goes on by itself when it has cooled down.</source>
        <translation>Kepala cetak terlalu panas. Pencetak bekerja lagi sendiri setelah dingin.</translation>
    </message>
    <message>
        <source>The print is being checked.</source>
        <translation>Sidik jari sedang diperiksa.</translation>
    </message>
    <message>
        <source>The print is being compared.</source>
        <translation>Sidik jari sedang dibandingkan.</translation>
    </message>
    <message>
        <source>The print is being read.</source>
        <translation>Sidik jari sedang dibaca.</translation>
    </message>
    <message>
        <source>The print is hardly to be seen. Is it the right side? More light helps.</source>
        <translation>Tulisannya hampir tidak terlihat. Apakah sisinya benar? Cahaya lebih terang membantu.</translation>
    </message>
    <message>
        <source>The print is too light. Press harder.</source>
        <translation>Sidik jari terlalu tipis. Tekan lebih kuat.</translation>
    </message>
    <message>
        <source>The print itself is pale</source>
        <translation>Cetakannya memang pudar</translation>
    </message>
    <message>
        <source>The printer cannot be reached by USB on this computer. Call the technician.</source>
        <translation>Pencetak tidak dapat dijangkau lewat USB di komputer ini. Panggil teknisi.</translation>
    </message>
    <message>
        <source>The printer did not say that it was done.</source>
        <translation>Pencetak tidak memberi tahu bahwa cetakannya selesai.</translation>
    </message>
    <message>
        <source>The printer did not take the page. See that it is on and has paper, then print again.</source>
        <translation>Pencetak tidak menerima halaman. Pastikan pencetak menyala dan ada kertas, lalu cetak lagi.</translation>
    </message>
    <message>
        <source>The printer has no paper left.</source>
        <translation>Kertas pencetak habis.</translation>
    </message>
    <message>
        <source>The printer has no paper. Put in a new roll; then it goes on.</source>
        <translation>Kertas pencetak habis. Pasang gulungan baru; setelah itu pencetak bekerja lagi.</translation>
    </message>
    <message>
        <source>The printer is asked …</source>
        <translation>Pencetak sedang dicoba …</translation>
    </message>
    <message>
        <source>The printer is on, but not ready. Press its FEED or ONLINE button, or switch it off and on.</source>
        <translation>Pencetak menyala, tetapi belum siap. Tekan tombol FEED atau ONLINE, atau matikan lalu nyalakan lagi.</translation>
    </message>
    <message>
        <source>The printer reported a fault.</source>
        <translation>Pencetak melaporkan kerusakan.</translation>
    </message>
    <message>
        <source>The printer reports a fault. Switch it off, take out jammed paper, switch it on again.</source>
        <translation>Pencetak melaporkan kerusakan. Matikan, keluarkan kertas yang macet, lalu nyalakan lagi.</translation>
    </message>
    <message>
        <source>The printer was not ready any more.</source>
        <translation>Pencetak tidak siap lagi.</translation>
    </message>
    <message>
        <source>The printer was switched off or unplugged.</source>
        <translation>Pencetak dimatikan atau kabelnya tercabut.</translation>
    </message>
    <message>
        <source>The prints are as they were taken. Lay the fingers on once more.</source>
        <translation>Sidik jari kembali seperti saat diambil. Tempelkan jari sekali lagi.</translation>
    </message>
    <message>
        <source>The prints are being checked.</source>
        <translation>Sidik jari sedang diperiksa.</translation>
    </message>
    <message>
        <source>The program for finding faces is damaged. Call the technician: it must be installed again.</source>
        <translation>Program pencari wajah rusak. Panggil teknisi: program harus dipasang ulang.</translation>
    </message>
    <message>
        <source>The proof could not be put into the folder for PDF files. Call the technician: see the settings.</source>
        <translation>Bukti tidak bisa disimpan ke folder PDF. Panggil teknisi untuk memeriksa pengaturan pencetak.</translation>
    </message>
    <message>
        <source>The proof is being printed …</source>
        <translation>Bukti perekaman sedang dicetak …</translation>
    </message>
    <message>
        <source>The proof is not printed.</source>
        <translation>Bukti perekaman belum tercetak.</translation>
    </message>
    <message>
        <source>The proof is printed.</source>
        <translation>Bukti perekaman sudah tercetak.</translation>
    </message>
    <message>
        <source>The proof is printed. Give it to the resident.</source>
        <translation>Bukti sudah dicetak. Serahkan kepada warga.</translation>
    </message>
    <message>
        <source>The proof is sent to the printer.</source>
        <translation>Bukti dikirim ke pencetak.</translation>
    </message>
    <message>
        <source>The proof waits for the printer.</source>
        <translation>Bukti menunggu pencetak.</translation>
    </message>
    <message>
        <source>The queue has lost recordings that were saved here. Delete nothing; bring outbox.db back from the last backup and ask the office which of them it has.</source>
        <translation>Antrean kirim kehilangan perekaman yang sudah disimpan di sini. Jangan hapus apa pun; pulihkan outbox.db dari cadangan terakhir dan tanyakan ke pusat mana yang sudah diterima.</translation>
    </message>
    <message>
        <source>The queue of recordings cannot be opened. Call the technician.</source>
        <translation>Antre kirim tidak bisa dibuka. Panggil teknisi.</translation>
    </message>
    <message>
        <source>The queue of recordings is damaged. Nothing was deleted; leave it as it is and call the technician.</source>
        <translation>Antrean kirim rusak. Tidak ada yang dihapus; biarkan apa adanya dan panggil teknisi.</translation>
    </message>
    <message>
        <source>The quotation marks in this line do not close as they should, or a text is far too long.</source>
        <translation>Tanda kutip di baris ini tidak tertutup dengan benar, atau ada teks yang terlalu panjang.</translation>
    </message>
    <message>
        <source>The reason is saved with the recording; the office asks for the KK later.</source>
        <translation>Alasan disimpan bersama rekaman; kantor akan meminta KK kemudian.</translation>
    </message>
    <message>
        <source>The recording arrived damaged. It is sent again by itself.</source>
        <translation>Perekaman tiba dalam keadaan rusak. Perekaman dikirim ulang dengan sendirinya.</translation>
    </message>
    <message>
        <source>The recording could not be sealed. Nothing is lost; call the technician.</source>
        <translation>Perekaman tidak dapat disegel. Tidak ada yang hilang; panggil teknisi.</translation>
    </message>
    <message>
        <source>The recording goes on; the reason is saved with it.</source>
        <translation>Perekaman dilanjutkan; alasan ikut disimpan.</translation>
    </message>
    <message>
        <source>The recording is accepted. The card can be printed as soon as there are blank cards.</source>
        <translation>Rekaman sudah sah. KTP-el dapat dicetak begitu blangko tersedia.</translation>
    </message>
    <message>
        <source>The recording is being prepared to be sent to the national centre.</source>
        <translation>Rekaman sedang disiapkan untuk dikirim ke pusat.</translation>
    </message>
    <message>
        <source>The recording is safe in the queue, but could not be finished: {why} Then save once more.</source>
        <translation>Rekaman aman di antrean kirim, tetapi belum bisa diselesaikan: {why} Setelah itu simpan sekali lagi.</translation>
    </message>
    <message>
        <source>The recording looks like that of another NIK. People at the centre decide which of the two is right.</source>
        <translation>Rekaman ini mirip rekaman NIK lain. Petugas di pusat memutuskan mana yang benar.</translation>
    </message>
    <message>
        <source>The recording was begun twice</source>
        <translation>Perekaman dimulai dua kali</translation>
    </message>
    <message>
        <source>The recording was made and is not at the national centre yet.</source>
        <translation>Perekaman sudah dilakukan, tetapi belum sampai di pusat.</translation>
    </message>
    <message>
        <source>The recording was sent to the national centre and waits there to be taken in. This may take days or weeks.</source>
        <translation>Rekaman sudah dikirim ke pusat dan menunggu diterima di sana. Ini bisa berhari-hari atau berminggu-minggu.</translation>
    </message>
    <message>
        <source>The register holds {count} residents now.</source>
        <translation>Daftar kini berisi {count} warga.</translation>
    </message>
    <message>
        <source>The register is empty: nobody can be found yet.</source>
        <translation>Daftar warga kosong: belum ada yang bisa dicari.</translation>
    </message>
    <message>
        <source>The register of residents</source>
        <translation>Daftar warga</translation>
    </message>
    <message>
        <source>The register that came from the office is damaged. It was not used and is fetched again.</source>
        <translation>Daftar warga dari pusat rusak. Daftar itu tidak dipakai dan diambil lagi.</translation>
    </message>
    <message>
        <source>The report is written.</source>
        <translation>Laporan sudah dibuat.</translation>
    </message>
    <message>
        <source>The report takes serial number and last tests from this booth. Write no names and no NIK into it.</source>
        <translation>Nomor seri dan uji terakhir diambil dari bilik ini. Jangan tulis nama atau NIK.</translation>
    </message>
    <message>
        <source>The resident can ask the Disdukcapil office for the card. Do not record again.</source>
        <translation>Warga dapat menanyakan KTP-el di kantor Disdukcapil. Jangan rekam lagi.</translation>
    </message>
    <message>
        <source>The resident cannot sign, because …</source>
        <translation>Warga tidak bisa tanda tangan, karena …</translation>
    </message>
    <message>
        <source>The resident comes again from that day on, with the KK.</source>
        <translation>Warga datang lagi mulai hari itu, membawa KK.</translation>
    </message>
    <message>
        <source>The resident has not brought the KK</source>
        <translation>Warga tidak membawa KK</translation>
    </message>
    <message>
        <source>The resident has the card. It is valid for life.</source>
        <translation>KTP-el sudah ada pada warga dan berlaku seumur hidup.</translation>
    </message>
    <message>
        <source>The resident left and does not come back</source>
        <translation>Warga pergi dan tidak kembali</translation>
    </message>
    <message>
        <source>The resident signs here</source>
        <translation>Warga menandatangani di sini</translation>
    </message>
    <message>
        <source>The resident signs here: the data are correct</source>
        <translation>Warga tanda tangan di sini: data sudah benar</translation>
    </message>
    <message>
        <source>The resident signs on the line, as on the card.</source>
        <translation>Warga tanda tangan di atas garis, seperti pada KTP.</translation>
    </message>
    <message>
        <source>The resident was recorded before, under this or another NIK. No card comes of the second recording.</source>
        <translation>Warga sudah pernah merekam, dengan NIK ini atau NIK lain. KTP-el tidak bisa terbit dari rekaman kedua.</translation>
    </message>
    <message>
        <source>The residents, whom each booth gets of its own kecamatan.</source>
        <translation>Data warga; setiap bilik mendapat warga kecamatannya sendiri.</translation>
    </message>
    <message>
        <source>The ridges are not clear. Clean the glass and the finger, then hold the finger still.</source>
        <translation>Garis sidik jari tidak jelas. Bersihkan kaca alat dan jari, lalu tahan jari jangan bergerak.</translation>
    </message>
    <message>
        <source>The same NIK already stands in line {first}.</source>
        <translation>NIK yang sama sudah ada di baris {first}.</translation>
    </message>
    <message>
        <source>The same office, with the certificate that this booth knows. No code is needed.</source>
        <translation>Pusat yang sama, dengan sertifikat yang dikenal bilik ini. Tidak perlu kode.</translation>
    </message>
    <message>
        <source>The scanner answers. Lay a finger on the glass and test again to time an image.</source>
        <translation>Alat sidik jari menjawab. Tempelkan jari di kaca lalu uji lagi untuk mengukur waktu gambar.</translation>
    </message>
    <message>
        <source>The scanner has dead pixels. Tell the technician.</source>
        <translation>Alat pemindai memiliki piksel mati. Beri tahu teknisi.</translation>
    </message>
    <message>
        <source>The scanner has dead rows or columns. Tell the technician.</source>
        <translation>Alat pemindai memiliki baris atau kolom mati. Beri tahu teknisi.</translation>
    </message>
    <message>
        <source>The scanner takes the picture by itself.</source>
        <translation>Alat mengambil gambar sendiri.</translation>
    </message>
    <message>
        <source>The scanner's image is noisy. Tell the technician.</source>
        <translation>Gambar alat pemindai berbintik. Beri tahu teknisi.</translation>
    </message>
    <message>
        <source>The scanner's password must be eight hexadecimal digits.</source>
        <translation>Kata sandi alat sidik jari harus delapan angka heksadesimal.</translation>
    </message>
    <message>
        <source>The sealed recording is damaged and was not accepted.</source>
        <translation>Rekaman tersegel rusak dan tidak diterima.</translation>
    </message>
    <message>
        <source>The sealed recording is damaged on this computer.</source>
        <translation>Rekaman tersegel rusak di komputer ini.</translation>
    </message>
    <message>
        <source>The setting “{key}” may not be {found}. Allowed: {allowed}.</source>
        <translation>Pengaturan “{key}” tidak boleh {found}. Pilihan: {allowed}.</translation>
    </message>
    <message>
        <source>The settings file has an unknown key “{key}”. Known keys: {known}.</source>
        <translation>Berkas pengaturan berisi kunci yang tidak dikenal “{key}”. Kunci yang dikenal: {known}.</translation>
    </message>
    <message>
        <source>The settings file {file} cannot be read: {reason}. Call the technician.</source>
        <translation>Berkas pengaturan {file} tidak bisa dibaca: {reason}. Panggil teknisi.</translation>
    </message>
    <message>
        <source>The sex in the NIK differs from the biodata. Ask the resident.</source>
        <translation>Jenis kelamin dalam NIK berbeda dengan biodata. Tanyakan kepada warga.</translation>
    </message>
    <message>
        <source>The signature is empty or too short. Ask the resident to sign again.</source>
        <translation>Tanda tangan kosong atau terlalu pendek. Minta warga menandatangani lagi.</translation>
    </message>
    <message>
        <source>The signature of {device} is wrong: its answer was changed on the way. Call the technician.</source>
        <translation>Tanda tangan digital {device} salah: jawabannya diubah di jalan. Panggil teknisi.</translation>
    </message>
    <message>
        <source>The software release that it speaks of</source>
        <translation>Versi program yang dimaksud</translation>
    </message>
    <message>
        <source>The speed is a whole number of kbit/s from 0 to {most}; 0 is no limit.</source>
        <translation>Kecepatan adalah bilangan bulat kbit/dtk dari 0 sampai {most}; 0 berarti tanpa batas.</translation>
    </message>
    <message>
        <source>The stick cannot be written, so nothing was taken off it.</source>
        <translation>Flash disk tidak dapat ditulis, jadi tidak ada yang dihapus darinya.</translation>
    </message>
    <message>
        <source>The stick cannot be written: {reason}. Is its switch on “lock”? Otherwise take another stick.</source>
        <translation>Flash disk tidak dapat ditulis: {reason}. Apakah sakelarnya pada “lock”? Jika tidak, pakai flash disk lain.</translation>
    </message>
    <message>
        <source>The stick is full. Nothing is lost: make room on it or take a second stick.</source>
        <translation>Flash disk penuh. Tidak ada yang hilang: kosongkan ruang atau pakai flash disk kedua.</translation>
    </message>
    <message numerus="yes">
        <source>The stick is full. {n} recording is not on it and needs {room} MB more. Take a second stick, or come again when this one was read at the office.</source>
        <translation>
            <numerusform>Flash disk penuh. {n} rekaman belum ada di situ dan perlu {room} MB lagi. Pakai flash disk kedua, atau tulis lagi setelah yang ini dibaca di pusat.</numerusform>
        </translation>
    </message>
    <message>
        <source>The stick is full: {on} recordings are on it, {left} ({size} MB) did not fit.</source>
        <translation>Flash disk penuh: {on} rekaman muat, {left} ({size} MB) tidak muat.</translation>
    </message>
    <message>
        <source>The stick is locked</source>
        <translation>Flash disk terkunci</translation>
    </message>
    <message>
        <source>The stick was pulled out or does not work ({reason}). Nothing is lost: put it in and do it again.</source>
        <translation>Flash disk tercabut atau rusak ({reason}). Tidak ada yang hilang: pasang dan ulangi.</translation>
    </message>
    <message>
        <source>The sticks that are plugged in stand below.</source>
        <translation>Flash disk yang terpasang ada di bawah.</translation>
    </message>
    <message>
        <source>The stored signature cannot be read. Ask the resident to sign again.</source>
        <translation>Tanda tangan yang tersimpan tidak bisa dibaca. Minta warga menandatangani lagi.</translation>
    </message>
    <message>
        <source>The supervisor sees it as an exception.</source>
        <translation>Penyelia melihatnya sebagai pengecualian.</translation>
    </message>
    <message>
        <source>The swap is recorded.</source>
        <translation>Penggantian sudah dicatat.</translation>
    </message>
    <message>
        <source>The system has stopped this printer. See that it is on and has paper; if it stays stopped, the technician lets it go on in the system's printer settings.</source>
        <translation>Sistem menghentikan pencetak ini. Pastikan pencetak menyala dan ada kertasnya; kalau tetap berhenti, teknisi melanjutkannya di pengaturan pencetak sistem.</translation>
    </message>
    <message>
        <source>The system's default printer</source>
        <translation>Pencetak bawaan sistem</translation>
    </message>
    <message>
        <source>The test itself broke ({kind}). Send the log with the report.</source>
        <translation>Pengujiannya sendiri gagal ({kind}). Kirim log bersama laporan.</translation>
    </message>
    <message>
        <source>The test was stopped. Parts without a result were not tested.</source>
        <translation>Uji dihentikan. Bagian tanpa hasil belum diuji.</translation>
    </message>
    <message>
        <source>The text has more than {longest} characters.</source>
        <translation>Teks lebih dari {longest} huruf.</translation>
    </message>
    <message>
        <source>The thumb mark stands in for it: the left thumb as just taken, else the right one.</source>
        <translation>Cap jempol menggantikannya: ibu jari kiri yang baru direkam, jika tidak ada ibu jari kanan.</translation>
    </message>
    <message>
        <source>The two passwords are not the same. Type both again.</source>
        <translation>Kedua kata sandi tidak sama. Ketik ulang keduanya.</translation>
    </message>
    <message>
        <source>The two passwords differ. Nothing was changed; try again.</source>
        <translation>Kedua kata sandi berbeda. Tidak ada yang diubah; coba lagi.</translation>
    </message>
    <message>
        <source>The value is missing.</source>
        <translation>Isinya kosong.</translation>
    </message>
    <message>
        <source>The virtual screen cannot be started ({reason}). Run packaging/prepare demo first.</source>
        <translation>Layar semu tidak dapat dimulai ({reason}). Jalankan dulu packaging/prepare demo.</translation>
    </message>
    <message>
        <source>The wrong person was opened</source>
        <translation>Salah orang yang dibuka</translation>
    </message>
    <message>
        <source>There already</source>
        <translation>Sudah ada sebelumnya</translation>
    </message>
    <message>
        <source>There and back</source>
        <translation>Pulang-pergi</translation>
    </message>
    <message>
        <source>There are characters that cannot be printed.</source>
        <translation>Ada karakter yang tidak bisa dicetak.</translation>
    </message>
    <message>
        <source>There are no recordings on this stick.</source>
        <translation>Tidak ada rekaman di flash disk ini.</translation>
    </message>
    <message>
        <source>There are tries left. Present the finger again first.</source>
        <translation>Masih ada percobaan. Tempelkan jari sekali lagi dulu.</translation>
    </message>
    <message>
        <source>There are {count} more faults.</source>
        <translation>Masih ada {count} kesalahan lain.</translation>
    </message>
    <message>
        <source>There is an account {login} already. Nothing was changed.</source>
        <translation>Akun {login} sudah ada. Tidak ada yang diubah.</translation>
    </message>
    <message>
        <source>There is an office in {folder} already. Nothing was changed.</source>
        <translation>Sudah ada kantor di {folder}. Tidak ada yang diubah.</translation>
    </message>
    <message>
        <source>There is more on the glass than fingers. Wipe it and record again.</source>
        <translation>Ada benda lain selain jari di kaca. Bersihkan lalu rekam ulang.</translation>
    </message>
    <message>
        <source>There is no answer of the office on this stick yet. It must be read at the office first.</source>
        <translation>Belum ada jawaban pusat di flash disk ini. Flash disk harus dibaca dulu di pusat.</translation>
    </message>
    <message>
        <source>There is no backup of this booth yet.</source>
        <translation>Belum ada cadangan bilik ini.</translation>
    </message>
    <message>
        <source>There is no booth {booth}. The booths are listed by: booth-office booths</source>
        <translation>Tidak ada bilik {booth}. Daftar bilik: booth-office booths</translation>
    </message>
    <message>
        <source>There is no kecamatan with the code {code}. It has six digits, for example 62.02.05.</source>
        <translation>Tidak ada kecamatan dengan kode {code}. Kode terdiri atas enam angka, misalnya 62.02.05.</translation>
    </message>
    <message>
        <source>There is no notice {number}. The notices are listed by: booth-office notice list</source>
        <translation>Tidak ada pengumuman {number}. Pengumuman dapat dilihat dengan: booth-office notice list</translation>
    </message>
    <message>
        <source>There is no office in {folder}. Make one with: booth-office init --data {folder}</source>
        <translation>Tidak ada kantor di {folder}. Buat dengan: booth-office init --data {folder}</translation>
    </message>
    <message>
        <source>There is no screen here to show the window on. Start it at the computer itself.</source>
        <translation>Tidak ada layar untuk menampilkan jendela. Jalankan langsung di komputernya.</translation>
    </message>
    <message>
        <source>There is no setting {key}. The settings are: {known}.</source>
        <translation>Tidak ada pengaturan {key}. Pengaturan yang ada: {known}.</translation>
    </message>
    <message>
        <source>There is no stick at {stick}. Put it in, wait a moment, then name its folder.</source>
        <translation>Tidak ada flash disk di {stick}. Pasang, tunggu sebentar, lalu sebut foldernya.</translation>
    </message>
    <message>
        <source>There is no user “{login}” who can log in.</source>
        <translation>Tidak ada pengguna “{login}” yang dapat masuk.</translation>
    </message>
    <message>
        <source>There is not enough room in {folder}: {needed} MB are needed, {free} MB are free.</source>
        <translation>Tempat di {folder} tidak cukup: perlu {needed} MB, kosong {free} MB.</translation>
    </message>
    <message>
        <source>There is nothing to carry: the office has everything.</source>
        <translation>Tidak ada yang perlu dibawa: semua sudah ada di pusat.</translation>
    </message>
    <message>
        <source>These data were written by a newer version of this program. Install that version; nothing was changed.</source>
        <translation>Data ini ditulis oleh versi program yang lebih baru. Pasang versi itu; tidak ada yang diubah.</translation>
    </message>
    <message>
        <source>These files carry recordings for the identity card (KTP-el) between a recording booth and the office of Disdukcapil. They are encrypted: nobody else can read them. Please delete and change nothing. If you found this stick, please bring it to the nearest office of Disdukcapil or to the kecamatan.</source>
        <translation>Berkas ini membawa rekaman KTP-el antara bilik perekaman dan kantor Disdukcapil. Isinya dienkripsi: orang lain tidak dapat membacanya. Mohon jangan menghapus atau mengubah apa pun. Jika Anda menemukan flash disk ini, mohon bawa ke kantor Disdukcapil terdekat atau ke kecamatan.</translation>
    </message>
    <message>
        <source>These fingers are done.</source>
        <translation>Jari-jari ini selesai.</translation>
    </message>
    <message>
        <source>These hours leave no time to send. Leave some of the day free.</source>
        <translation>Jam-jam ini tidak menyisakan waktu untuk mengirim. Sisakan sebagian hari.</translation>
    </message>
    <message>
        <source>These were not used. Nothing was deleted; ask the office to write the stick again.</source>
        <translation>Yang itu tidak dipakai. Tidak ada yang dihapus; minta pusat menulis ulang flash disk.</translation>
    </message>
    <message>
        <source>These were taken already: {fingers} (as {others}).</source>
        <translation>Ini sudah diambil: {fingers} (sebagai {others}).</translation>
    </message>
    <message>
        <source>This NIK is in the register. Search for it and use that entry; nothing needs to be taken down by hand.</source>
        <translation>NIK ini ada di daftar. Cari dan pakai data itu; tidak perlu diisi dengan tangan.</translation>
    </message>
    <message>
        <source>This backup is of the booth {theirs}, and this folder is the booth {mine}. Nothing was changed; restore it into another folder, or take a backup of this booth.</source>
        <translation>Cadangan ini milik bilik {theirs}, sedangkan folder ini milik bilik {mine}. Tidak ada yang diubah; pulihkan ke folder lain, atau pakai cadangan bilik ini.</translation>
    </message>
    <message>
        <source>This booth</source>
        <translation>Bilik ini</translation>
    </message>
    <message>
        <source>This booth has no certificates of device makers yet. The technician puts them into the folder {folder}.</source>
        <translation>Bilik ini belum punya sertifikat pembuat alat. Teknisi menaruhnya di folder {folder}.</translation>
    </message>
    <message>
        <source>This booth has not been set up yet. Call the technician.</source>
        <translation>Bilik ini belum disiapkan. Panggil teknisi.</translation>
    </message>
    <message>
        <source>This booth is already set up as {name}. Nothing was changed.</source>
        <translation>Bilik ini sudah disiapkan sebagai {name}. Tidak ada yang diubah.</translation>
    </message>
    <message>
        <source>This booth is not enrolled at an office yet. Ask the office for a code, then enrol it.</source>
        <translation>Bilik ini belum terdaftar di pusat. Mintalah kode ke pusat, lalu daftarkan bilik ini.</translation>
    </message>
    <message>
        <source>This booth is not set up yet. The technician sets it up with a code from the office.</source>
        <translation>Bilik ini belum disiapkan. Teknisi menyiapkannya dengan kode dari pusat.</translation>
    </message>
    <message>
        <source>This booth is set up as {name} ({booth}).</source>
        <translation>Bilik ini disiapkan sebagai {name} ({booth}).</translation>
    </message>
    <message>
        <source>This booth is {booth} at {office}, and sends to {url}.</source>
        <translation>Bilik ini adalah {booth} di {office}, dan mengirim ke {url}.</translation>
    </message>
    <message>
        <source>This cannot be corrected here: a NIK never changes.</source>
        <translation>Ini tidak dapat diperbaiki di sini: NIK tidak pernah berubah.</translation>
    </message>
    <message>
        <source>This cannot be taken, because …</source>
        <translation>Tidak dapat diambil, karena …</translation>
    </message>
    <message>
        <source>This code does not belong to the office at this address. Check address and code, letter by letter.</source>
        <translation>Kode ini bukan milik pusat di alamat ini. Periksa alamat dan kode, huruf demi huruf.</translation>
    </message>
    <message>
        <source>This code is no genuine proof of recording of this booth.</source>
        <translation>Kode ini bukan bukti perekaman asli dari bilik ini.</translation>
    </message>
    <message>
        <source>This computer cannot compare fingerprints</source>
        <translation>Komputer ini tidak bisa membandingkan sidik jari</translation>
    </message>
    <message>
        <source>This computer cannot compare fingerprints. Go on with a reason; the technician is told.</source>
        <translation>Komputer ini tidak bisa membandingkan sidik jari. Lanjutkan dengan alasan; beri tahu teknisi.</translation>
    </message>
    <message>
        <source>This draft does not exist any more: it was saved or discarded. Look in the list of today.</source>
        <translation>Draf ini sudah tidak ada: sudah disimpan atau dibuang. Lihat daftar hari ini.</translation>
    </message>
    <message>
        <source>This finger belongs to none of the {count} fingers taken. Is it the same person?</source>
        <translation>Jari ini tidak sama dengan satu pun dari {count} jari yang diambil. Apakah orangnya sama?</translation>
    </message>
    <message>
        <source>This finger cannot be taken, because …</source>
        <translation>Jari ini tidak bisa diambil, karena …</translation>
    </message>
    <message>
        <source>This finger is done.</source>
        <translation>Jari ini selesai.</translation>
    </message>
    <message>
        <source>This finger is not taken.</source>
        <translation>Jari ini tidak diambil.</translation>
    </message>
    <message>
        <source>This fingerprint cannot be read. Clean the glass, then place the finger again.</source>
        <translation>Sidik jari ini tidak terbaca. Bersihkan kaca alat, lalu tempelkan jari sekali lagi.</translation>
    </message>
    <message>
        <source>This folder already holds the data of a booth. Nothing was changed.</source>
        <translation>Folder ini sudah berisi data bilik. Tidak ada yang diubah.</translation>
    </message>
    <message>
        <source>This folder belongs to the booth's data. Choose another one, for instance a USB stick.</source>
        <translation>Folder ini tempat data bilik. Pilih folder lain, misalnya di flash disk.</translation>
    </message>
    <message>
        <source>This is another person: nothing is kept, search again</source>
        <translation>Ini orang lain: tidak ada yang disimpan, cari lagi</translation>
    </message>
    <message>
        <source>This is no KK number: 16 digits, with a day and a month that exist and a serial other than 0000.</source>
        <translation>Ini bukan nomor KK: 16 angka, dengan tanggal dan bulan yang ada dan nomor urut selain 0000.</translation>
    </message>
    <message>
        <source>This is no NIK: 16 digits, with a day and a month that exist and a serial other than 0000.</source>
        <translation>Ini bukan NIK: 16 angka, dengan tanggal dan bulan yang ada dan nomor urut selain 0000.</translation>
    </message>
    <message>
        <source>This is no date up to today.</source>
        <translation>Ini bukan tanggal sampai hari ini.</translation>
    </message>
    <message>
        <source>This is no image file, or it is damaged.</source>
        <translation>Ini bukan berkas gambar, atau berkasnya rusak.</translation>
    </message>
    <message>
        <source>This is no usable address: {url}. It looks like https://office.example:8443.</source>
        <translation>Alamat ini tidak dapat dipakai: {url}. Bentuknya seperti https://office.example:8443.</translation>
    </message>
    <message>
        <source>This is not a whole code. It has 32 letters and digits in groups of four; compare them one by one.</source>
        <translation>Kode ini tidak lengkap. Kode terdiri atas 32 huruf dan angka, berkelompok empat; cocokkan satu per satu.</translation>
    </message>
    <message>
        <source>This is not the password that {by} had when this backup was made.</source>
        <translation>Ini bukan kata sandi {by} waktu cadangan ini dibuat.</translation>
    </message>
    <message>
        <source>This is not your password.</source>
        <translation>Ini bukan kata sandi Anda.</translation>
    </message>
    <message>
        <source>This is only a straight line. Let the resident sign as usual.</source>
        <translation>Ini hanya garis lurus. Minta warga tanda tangan seperti biasa.</translation>
    </message>
    <message>
        <source>This is the {other} again. Lay the {finger} on the glass.</source>
        <translation>Ini {other} lagi. Tempelkan {finger} di kaca.</translation>
    </message>
    <message>
        <source>This is what stands there already.</source>
        <translation>Isinya sudah seperti itu.</translation>
    </message>
    <message>
        <source>This is “{other}” once more. Now: {slap}.</source>
        <translation>Ini “{other}” lagi. Sekarang: {slap}.</translation>
    </message>
    <message>
        <source>This key does not open the backup. The office makes it from “office.age” inside the backup.</source>
        <translation>Kunci ini tidak membuka cadangan. Pusat membuatnya dari “office.age” di dalam cadangan.</translation>
    </message>
    <message>
        <source>This looks like the other hand.</source>
        <translation>Ini tampaknya tangan yang lain.</translation>
    </message>
    <message>
        <source>This looks like the {other}. Lay the {finger} on the glass.</source>
        <translation>Ini tampaknya {other}. Tempelkan {finger} di kaca.</translation>
    </message>
    <message>
        <source>This may take a minute.</source>
        <translation>Bisa memakan waktu satu menit.</translation>
    </message>
    <message>
        <source>This page is not there any more.</source>
        <translation>Halaman ini sudah tidak ada.</translation>
    </message>
    <message>
        <source>This paper</source>
        <translation>Dokumen ini</translation>
    </message>
    <message>
        <source>This paper proves that the recording was made. It is not an identity card.</source>
        <translation>Kertas ini membuktikan bahwa perekaman telah dilakukan. Ini bukan kartu identitas.</translation>
    </message>
    <message>
        <source>This part was not tested yet.</source>
        <translation>Bagian ini belum pernah diuji.</translation>
    </message>
    <message>
        <source>This photo is not as it should be: {why}</source>
        <translation>Foto ini belum memenuhi syarat: {why}</translation>
    </message>
    <message>
        <source>This photo is not there any more. Choose another one.</source>
        <translation>Foto ini sudah tidak ada. Pilih yang lain.</translation>
    </message>
    <message>
        <source>This photo will do.</source>
        <translation>Foto ini bisa dipakai.</translation>
    </message>
    <message>
        <source>This picture cannot be used as a photo. Take another one; if it happens again, call the technician.</source>
        <translation>Gambar ini tidak dapat dipakai sebagai foto. Ambil lagi; jika terulang, panggil teknisi.</translation>
    </message>
    <message>
        <source>This printer does not tell whether it printed. Look at the paper.</source>
        <translation>Pencetak ini tidak memberi tahu apakah sudah mencetak. Lihat kertasnya.</translation>
    </message>
    <message>
        <source>This program does not know this word of the centre. Ask the office what it means.</source>
        <translation>Program ini tidak mengenal istilah ini. Tanyakan artinya ke pusat.</translation>
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
        <source>This recording is being saved and cannot be changed now.</source>
        <translation>Rekaman ini sedang disimpan dan tidak bisa diubah sekarang.</translation>
    </message>
    <message>
        <source>This recording is not known at this booth.</source>
        <translation>Rekaman ini tidak dikenal di bilik ini.</translation>
    </message>
    <message>
        <source>This recording is not on this booth any more. Open the list again.</source>
        <translation>Rekaman ini tidak ada lagi di bilik ini. Buka lagi daftarnya.</translation>
    </message>
    <message>
        <source>This recording was not refused, so there is nothing to send again.</source>
        <translation>Rekaman ini tidak ditolak, jadi tidak ada yang perlu dikirim ulang.</translation>
    </message>
    <message>
        <source>This system does not tell how much memory it has.</source>
        <translation>Sistem ini tidak memberi tahu besar memorinya.</translation>
    </message>
    <message>
        <source>This window sends: leave it open. After a restart it goes on where it was.</source>
        <translation>Jendela ini yang mengirim: biarkan terbuka. Setelah dibuka lagi, pengiriman lanjut dari yang terakhir.</translation>
    </message>
    <message>
        <source>Three letters or digits are needed.</source>
        <translation>Perlu tiga huruf atau angka.</translation>
    </message>
    <message>
        <source>Thumb mark in place of the signature: {finger}</source>
        <translation>Cap jempol pengganti tanda tangan: {finger}</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Kamis</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Jam</translation>
    </message>
    <message>
        <source>Time for a page</source>
        <translation>Waktu satu halaman</translation>
    </message>
    <message>
        <source>Time for an image</source>
        <translation>Waktu satu gambar</translation>
    </message>
    <message>
        <source>Time taken</source>
        <translation>Lama</translation>
    </message>
    <message>
        <source>Time to the first picture</source>
        <translation>Waktu gambar pertama</translation>
    </message>
    <message>
        <source>Time to write for good</source>
        <translation>Waktu tulis sampai aman</translation>
    </message>
    <message>
        <source>Time until a finger is there (default: 0)</source>
        <translation>Waktu sampai jari ada (bawaan: 0)</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zona waktu</translation>
    </message>
    <message>
        <source>Time zone of the pages</source>
        <translation>Zona waktu halaman</translation>
    </message>
    <message>
        <source>Time zone that decides day and hour; empty: as the office said at enrolment.</source>
        <translation>Zona waktu yang menentukan hari dan jam; kosong: sesuai pusat saat pendaftaran.</translation>
    </message>
    <message>
        <source>Times are UTC. The log holds no name and no NIK; it may be sent to whoever helps.</source>
        <translation>Jam dalam UTC. Log tidak memuat nama dan NIK, jadi boleh dikirim kepada yang membantu.</translation>
    </message>
    <message>
        <source>To be validated</source>
        <translation>Perlu validasi</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hari ini</translation>
    </message>
    <message>
        <source>Today {count}</source>
        <translation>Hari ini {count}</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Kabar dari</translation>
    </message>
    <message>
        <source>Too dark or too bright. Change the light or turn the camera away from the window.</source>
        <translation>Terlalu gelap atau terlalu terang. Ubah pencahayaan atau jauhkan arah kamera dari jendela.</translation>
    </message>
    <message>
        <source>Too dark. Turn a light on, or move the paper to the light.</source>
        <translation>Terlalu gelap. Nyalakan lampu, atau pindahkan kertas ke tempat terang.</translation>
    </message>
    <message>
        <source>Too little of the finger is on the glass. Lay the finger flat.</source>
        <translation>Bagian jari yang menempel di kaca terlalu sedikit. Tempelkan jari dengan rata.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait {seconds} seconds, then try again.</source>
        <translation>Terlalu banyak percobaan. Tunggu {seconds} detik, lalu coba lagi.</translation>
    </message>
    <message>
        <source>Too short for a signature. Let the resident sign once more.</source>
        <translation>Terlalu pendek untuk tanda tangan. Minta warga tanda tangan sekali lagi.</translation>
    </message>
    <message>
        <source>Too short: place the finger once more and leave it there longer.</source>
        <translation>Terlalu singkat: tempelkan jari sekali lagi dan biarkan lebih lama.</translation>
    </message>
    <message>
        <source>Too small to be read. Bring the paper nearer, its long side along the picture’s; R turns it afterwards.</source>
        <translation>Terlalu kecil untuk dibaca. Dekatkan kertas, sisi panjangnya mendatar; setelah itu R memutarnya.</translation>
    </message>
    <message>
        <source>Took in {count} residents; the register has {total} now.</source>
        <translation>{count} warga dimasukkan; kini ada {total} warga.</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>Dicoba</translation>
    </message>
    <message>
        <source>Tried again by itself every two seconds.</source>
        <translation>Dicoba lagi sendiri setiap dua detik.</translation>
    </message>
    <message>
        <source>Tries at verification</source>
        <translation>Percobaan saat verifikasi</translation>
    </message>
    <message>
        <source>Tries for a finger</source>
        <translation>Percobaan satu jari</translation>
    </message>
    <message>
        <source>Tries for a finger at verification.</source>
        <translation>Percobaan per jari saat verifikasi.</translation>
    </message>
    <message>
        <source>Tries for a finger before the best of them goes on.</source>
        <translation>Percobaan per jari sebelum yang terbaik dipakai.</translation>
    </message>
    <message>
        <source>Try full speed</source>
        <translation>Coba laju penuh</translation>
    </message>
    <message>
        <source>Try the camera again</source>
        <translation>Coba kamera lagi</translation>
    </message>
    <message>
        <source>Try the iris scanner again</source>
        <translation>Coba pemindai iris lagi</translation>
    </message>
    <message>
        <source>Try the scanner again</source>
        <translation>Coba alat sidik jari lagi</translation>
    </message>
    <message>
        <source>Try {attempt} of {of}</source>
        <translation>Percobaan {attempt} dari {of}</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Selasa</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Putar</translation>
    </message>
    <message>
        <source>Turn the face a little to the left.</source>
        <translation>Hadapkan wajah sedikit ke kiri.</translation>
    </message>
    <message>
        <source>Turn the face a little to the right.</source>
        <translation>Hadapkan wajah sedikit ke kanan.</translation>
    </message>
    <message>
        <source>Turns 17 on {date}: may be recorded now, the card is issued on the birthday.</source>
        <translation>Berumur 17 tahun pada {date}: boleh merekam sekarang, KTP terbit pada hari ulang tahun.</translation>
    </message>
    <message>
        <source>Two prints look like one finger. They are kept all the same, because …</source>
        <translation>Dua sidik jari tampak seperti satu jari. Keduanya tetap dipakai, karena …</translation>
    </message>
    <message>
        <source>Type a date, or choose a day with the arrow keys.</source>
        <translation>Ketik tanggal, atau pilih hari dengan tombol panah.</translation>
    </message>
    <message>
        <source>Type the NIK, the KK number or a part of the name. Three letters are enough.</source>
        <translation>Ketik NIK, nomor KK, atau bagian nama. Tiga huruf sudah cukup.</translation>
    </message>
    <message>
        <source>Type the setting</source>
        <translation>Ketik pengaturan</translation>
    </message>
    <message>
        <source>USB fingerprint reader</source>
        <translation>Pembaca sidik jari USB</translation>
    </message>
    <message>
        <source>USB fingerprint readers are driven on Linux only. Connect a serial or a certified scanner.</source>
        <translation>Pembaca sidik jari USB hanya dapat dipakai di Linux. Sambungkan pemindai serial atau pemindai bersertifikat.</translation>
    </message>
    <message>
        <source>USB readers need the system package {package}, which is not installed. Call the technician.</source>
        <translation>Pembaca USB memerlukan paket sistem {package}, yang belum terpasang. Panggil teknisi.</translation>
    </message>
    <message>
        <source>USB stick</source>
        <translation>Flash disk</translation>
    </message>
    <message>
        <source>Understand a client only at the sensor's rate, as on a wire</source>
        <translation>Hanya memahami klien pada laju sensor, seperti pada kabel sungguhan</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>Undo emptying</source>
        <translation>Batal kosongkan</translation>
    </message>
    <message>
        <source>Undo the exchange</source>
        <translation>Batalkan penukaran</translation>
    </message>
    <message>
        <source>Unevenness of the sensor</source>
        <translation>Ketakrataan sensor</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Buka kunci</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Sampai</translation>
    </message>
    <message>
        <source>Until now</source>
        <translation>Sampai kini</translation>
    </message>
    <message>
        <source>Until then everything stays on this computer, too, and is sent as soon as there is a line.</source>
        <translation>Sampai saat itu semua tetap ada di komputer ini, dan dikirim begitu ada jaringan.</translation>
    </message>
    <message>
        <source>Up to three digits are allowed.</source>
        <translation>Paling banyak tiga angka.</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>Pakai yang ini</translation>
    </message>
    <message>
        <source>Use this stick</source>
        <translation>Pakai flash disk ini</translation>
    </message>
    <message>
        <source>VERSION</source>
        <translation>VERSI</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Nilai</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Verifikasi</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versi</translation>
    </message>
    <message>
        <source>Video file</source>
        <translation>Berkas video</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>Desa/kelurahan</translation>
    </message>
    <message>
        <source>Village (kelurahan/desa)</source>
        <translation>Kelurahan/desa</translation>
    </message>
    <message numerus="yes">
        <source>Wait {n} seconds, then try again.</source>
        <translation>
            <numerusform>Tunggu {n} detik, lalu coba lagi.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for approval</source>
        <translation>Menunggu persetujuan</translation>
    </message>
    <message>
        <source>Waiting papers …</source>
        <translation>Kertas menunggu …</translation>
    </message>
    <message>
        <source>Waiting since</source>
        <translation>Menunggu sejak</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Antre kirim</translation>
    </message>
    <message>
        <source>Waiting to be sent: {count}</source>
        <translation>Antre kirim: {count}</translation>
    </message>
    <message>
        <source>Warn after so many days without a receipt; 0: never.</source>
        <translation>Ingatkan setelah sekian hari tanpa tanda terima; 0: tidak pernah.</translation>
    </message>
    <message>
        <source>Warn from so many unsent recordings on; 0: never.</source>
        <translation>Ingatkan mulai dari sekian rekaman yang belum terkirim; 0: tidak pernah.</translation>
    </message>
    <message>
        <source>Warns</source>
        <translation>Diperingatkan</translation>
    </message>
    <message>
        <source>Was the {other} taken wrongly? Go to it with the arrow keys, then R.</source>
        <translation>Apakah {other} yang salah diambil? Pilih jari itu dengan tombol panah, lalu R.</translation>
    </message>
    <message>
        <source>Was “{other}” taken wrongly? Go to it with the arrow keys, then R.</source>
        <translation>“{other}” yang salah diambil? Pilih dengan tombol panah, lalu R.</translation>
    </message>
    <message>
        <source>Wear of the disk</source>
        <translation>Keausan disk</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Rabu</translation>
    </message>
    <message>
        <source>Welcome. Which language?</source>
        <translation>Selamat datang. Pilih bahasa</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Apa</translation>
    </message>
    <message>
        <source>What a backup is</source>
        <translation>Apa itu cadangan</translation>
    </message>
    <message>
        <source>What became of recordings at the national centre.</source>
        <translation>Bagaimana kelanjutan perekaman di pusat nasional.</translation>
    </message>
    <message>
        <source>What came from the office is not genuine. It was not used; call the technician.</source>
        <translation>Kiriman dari pusat tidak asli. Kiriman itu tidak dipakai; panggil teknisi.</translation>
    </message>
    <message>
        <source>What does not match?</source>
        <translation>Apa yang tidak sesuai?</translation>
    </message>
    <message>
        <source>What exactly? A few words.</source>
        <translation>Apa tepatnya? Tulis singkat.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Yang terjadi</translation>
    </message>
    <message>
        <source>What happened to it</source>
        <translation>Yang terjadi padanya</translation>
    </message>
    <message>
        <source>What is on it</source>
        <translation>Lihat isinya</translation>
    </message>
    <message>
        <source>What is sent must leave room for others on the line, and must arrive all the same.</source>
        <translation>Pengiriman harus menyisakan jaringan untuk orang lain, tetapi tetap harus sampai.</translation>
    </message>
    <message>
        <source>What is to be corrected?</source>
        <translation>Apa yang diperbaiki?</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Kesalahan</translation>
    </message>
    <message>
        <source>What it does wrong</source>
        <translation>Kesalahan yang ditiru</translation>
    </message>
    <message>
        <source>What it does wrong, several times for several faults; with a verb only there</source>
        <translation>Apa yang salah padanya, beberapa kali untuk beberapa kesalahan; dengan kata perintah hanya di situ</translation>
    </message>
    <message>
        <source>What matters on it can be read</source>
        <translation>Bagian yang penting terbaca</translation>
    </message>
    <message>
        <source>What the file holds</source>
        <translation>Isi berkas</translation>
    </message>
    <message>
        <source>What the strip says</source>
        <translation>Keterangan baris status</translation>
    </message>
    <message>
        <source>What this booth knows of the office is damaged. Nothing was deleted; call the technician.</source>
        <translation>Data bilik ini tentang pusat rusak. Tidak ada yang dihapus; panggil teknisi.</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Yang perlu dilakukan</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Hasilnya</translation>
    </message>
    <message>
        <source>What was laid on</source>
        <translation>Apa yang diletakkan</translation>
    </message>
    <message>
        <source>What was recorded after the backup and not sent yet is nowhere any more: see the paper lists.</source>
        <translation>Yang direkam sesudah cadangan dan belum terkirim sudah tidak ada di mana pun: lihat daftar kertas.</translation>
    </message>
    <message>
        <source>What was saved last is sent within seconds.</source>
        <translation>Yang baru disimpan dikirim dalam beberapa detik.</translation>
    </message>
    <message>
        <source>What was seen</source>
        <translation>Yang terlihat</translation>
    </message>
    <message>
        <source>What was tried</source>
        <translation>Yang sudah dicoba</translation>
    </message>
    <message>
        <source>What was written could not be read back. The file was removed; try another stick.</source>
        <translation>Yang ditulis tidak bisa dibaca kembali. Berkasnya dihapus; coba USB lain.</translation>
    </message>
    <message>
        <source>What was wrong with the old one?</source>
        <translation>Apa yang rusak pada yang lama?</translation>
    </message>
    <message>
        <source>When the fault is there, seen from a slip (default: always)</source>
        <translation>Kapan gangguan terjadi, dilihat dari satu lembar (bawaan: selalu)</translation>
    </message>
    <message>
        <source>Where each finger is written as PNG</source>
        <translation>Tempat menulis setiap jari sebagai PNG</translation>
    </message>
    <message>
        <source>Where each slip goes, as picture and as text</source>
        <translation>Tempat setiap lembar disimpan, sebagai gambar dan teks</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Where should the backup go?</source>
        <translation>Cadangan ditaruh di mana?</translation>
    </message>
    <message>
        <source>Where should the log bundle go?</source>
        <translation>Paket log ditaruh di mana?</translation>
    </message>
    <message>
        <source>Where should the report go?</source>
        <translation>Laporan disimpan di mana?</translation>
    </message>
    <message>
        <source>Where the image goes</source>
        <translation>Tempat gambar disimpan</translation>
    </message>
    <message>
        <source>Whether devices that say they are stand-ins may be used. Never in a real booth.</source>
        <translation>Apakah perangkat tiruan boleh dipakai. Jangan pernah di bilik sungguhan.</translation>
    </message>
    <message>
        <source>Whether this line is paid by the megabyte: “auto” asks the system, “yes”, “no”.</source>
        <translation>Apakah jaringan ini dibayar per megabita: “auto” bertanya pada sistem, “yes” ya, “no” tidak.</translation>
    </message>
    <message>
        <source>Which day?</source>
        <translation>Tanggal berapa?</translation>
    </message>
    <message>
        <source>Which eye cannot be taken?</source>
        <translation>Mata mana yang tidak bisa diambil?</translation>
    </message>
    <message>
        <source>Which file?</source>
        <translation>Berkas yang mana?</translation>
    </message>
    <message>
        <source>Which finger cannot be taken?</source>
        <translation>Jari mana yang tidak bisa diambil?</translation>
    </message>
    <message>
        <source>Which of these people, a number from 0 (default: 1)</source>
        <translation>Orang yang mana, angka mulai 0 (bawaan: 1)</translation>
    </message>
    <message>
        <source>Which office?</source>
        <translation>Kantor pusat yang mana?</translation>
    </message>
    <message>
        <source>Which paper is it?</source>
        <translation>Dokumen apa ini?</translation>
    </message>
    <message>
        <source>Which paper …</source>
        <translation>Jenis dokumen …</translation>
    </message>
    <message>
        <source>Which part is broken?</source>
        <translation>Bagian mana yang rusak?</translation>
    </message>
    <message>
        <source>Which stick?</source>
        <translation>Flash disk yang mana?</translation>
    </message>
    <message>
        <source>Whichever this computer prints on otherwise.</source>
        <translation>Pencetak yang biasa dipakai komputer ini.</translation>
    </message>
    <message>
        <source>White balance</source>
        <translation>Keseimbangan putih</translation>
    </message>
    <message>
        <source>Who is next?</source>
        <translation>Siapa berikutnya?</translation>
    </message>
    <message>
        <source>Who is the technician?</source>
        <translation>Siapa teknisinya?</translation>
    </message>
    <message>
        <source>Who judges (default: NFIQ 2 where it works, else an estimate)</source>
        <translation>Penilai (bawaan: NFIQ 2 bila dapat dipakai, jika tidak perkiraan)</translation>
    </message>
    <message>
        <source>Whoever has it cannot log in any more.</source>
        <translation>Pemiliknya tidak bisa masuk lagi.</translation>
    </message>
    <message>
        <source>Why is this draft thrown away?</source>
        <translation>Mengapa draf ini dibuang?</translation>
    </message>
    <message>
        <source>Why now? For instance: technician mended the cable.</source>
        <translation>Mengapa sekarang? Misalnya: kabel sudah diperbaiki teknisi.</translation>
    </message>
    <message>
        <source>Why? A few words.</source>
        <translation>Mengapa? Beberapa kata saja.</translation>
    </message>
    <message>
        <source>Wide open, no glasses; hold still.</source>
        <translation>Buka lebar, tanpa kacamata; jangan bergerak.</translation>
    </message>
    <message>
        <source>Width of the paper in millimetres</source>
        <translation>Lebar kertas dalam milimeter</translation>
    </message>
    <message>
        <source>Width of the paper roll</source>
        <translation>Lebar gulungan kertas</translation>
    </message>
    <message>
        <source>Width of the paper roll in a receipt printer, in millimetres.</source>
        <translation>Lebar gulungan kertas printer struk, dalam milimeter.</translation>
    </message>
    <message>
        <source>With --emulated: what does not work, one of {all}; may be repeated</source>
        <translation>Dengan --emulated: yang tidak bekerja, salah satu dari {all}; boleh diulang</translation>
    </message>
    <message>
        <source>With exceptions</source>
        <translation>Pengecualian</translation>
    </message>
    <message>
        <source>With one line of column names, then one a NIK</source>
        <translation>Baris pertama nama kolom, lalu satu baris per NIK</translation>
    </message>
    <message>
        <source>With one line of column names, then one a resident</source>
        <translation>Baris pertama nama kolom, lalu satu baris per warga</translation>
    </message>
    <message>
        <source>With your password you confirm that you saw the paper and that the resident agrees (F-1.06).</source>
        <translation>Dengan kata sandi, Anda menyatakan telah melihat dokumennya dan warga menyetujuinya (F-1.06).</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Batalkan perbaikan</translation>
    </message>
    <message>
        <source>Withdrawn. The data are as before.</source>
        <translation>Dibatalkan. Data kembali seperti semula.</translation>
    </message>
    <message>
        <source>Without encryption the office serves this machine only. Leave --http away, or use --host 127.0.0.1.</source>
        <translation>Tanpa enkripsi, pusat hanya melayani komputer ini. Hapus --http, atau pakai --host 127.0.0.1.</translation>
    </message>
    <message>
        <source>Without encryption, for any machine, but only for booths that “booth-sync fill” made</source>
        <translation>Tanpa enkripsi, untuk semua komputer, tetapi hanya bagi bilik yang dibuat oleh “booth-sync fill”</translation>
    </message>
    <message>
        <source>Without encryption; only for this machine</source>
        <translation>Tanpa enkripsi; hanya untuk komputer ini</translation>
    </message>
    <message>
        <source>Words to whoever works at a booth.</source>
        <translation>Pengumuman untuk siapa pun yang bekerja di bilik.</translation>
    </message>
    <message>
        <source>Write 0 or a number from 1000 to 999999999.</source>
        <translation>Tulis 0 atau angka dari 1000 sampai 999999999.</translation>
    </message>
    <message>
        <source>Write a number from 0 to 365.</source>
        <translation>Tulis angka dari 0 sampai 365.</translation>
    </message>
    <message>
        <source>Write a number from 0 to 999999999.</source>
        <translation>Tulis angka dari 0 sampai 999999999.</translation>
    </message>
    <message>
        <source>Write a register of people who never were, for trying things out.</source>
        <translation>Buat data warga rekaan untuk uji coba.</translation>
    </message>
    <message>
        <source>Write a short reason first.</source>
        <translation>Tulis alasan singkat dulu.</translation>
    </message>
    <message>
        <source>Write every recording without a receipt onto the stick.</source>
        <translation>Tulis semua rekaman yang belum bertanda terima ke flash disk.</translation>
    </message>
    <message>
        <source>Write onto a stick</source>
        <translation>Tulis ke flash disk</translation>
    </message>
    <message>
        <source>Write receipts, settings and registers onto the stick, and read nothing.</source>
        <translation>Tulis tanda terima, pengaturan dan daftar penduduk ke flash disk, tanpa membaca apa pun.</translation>
    </message>
    <message>
        <source>Write spans as 08:00-12:00, several with commas between, and leave some of the day free.</source>
        <translation>Tulis rentang jam seperti 08:00-12:00, dipisahkan koma bila lebih dari satu, dan sisakan waktu untuk mengirim.</translation>
    </message>
    <message>
        <source>Write spans as 08:00-12:00, several with commas between.</source>
        <translation>Tulis rentang jam seperti 08:00-12:00, dipisahkan koma bila lebih dari satu.</translation>
    </message>
    <message>
        <source>Write the bundle</source>
        <translation>Tulis paket</translation>
    </message>
    <message>
        <source>Write the certificates a booth has to trust into this folder</source>
        <translation>Tulis sertifikat yang harus dipercaya bilik ke folder ini</translation>
    </message>
    <message>
        <source>Write the date as dd-mm-yyyy, from 1900 to today, for example 05-09-1985.</source>
        <translation>Tulis tanggal sebagai tt-bb-tttt, dari tahun 1900 sampai hari ini, misalnya 05-09-1985.</translation>
    </message>
    <message>
        <source>Write the day as dd-mm-yyyy, for example 05-09-2016.</source>
        <translation>Tulis tanggal sebagai hh-bb-tttt, misalnya 05-09-2016.</translation>
    </message>
    <message>
        <source>Write the report</source>
        <translation>Buat laporan</translation>
    </message>
    <message>
        <source>Write the report as JSON and text into DIR</source>
        <translation>Tulis laporan sebagai JSON dan teks ke DIR</translation>
    </message>
    <message>
        <source>Write the report as JSON, text and PDF into DIR</source>
        <translation>Tulis laporan sebagai JSON, teks dan PDF ke DIR</translation>
    </message>
    <message>
        <source>Write the ten fingerprints of a person who never was.</source>
        <translation>Buat sepuluh sidik jari satu orang rekaan.</translation>
    </message>
    <message>
        <source>Write yes or no.</source>
        <translation>Tulis ya atau tidak.</translation>
    </message>
    <message>
        <source>Written now</source>
        <translation>Baru ditulis</translation>
    </message>
    <message>
        <source>Wrote {count} prints to {folder}.</source>
        <translation>{count} sidik jari ditulis ke {folder}.</translation>
    </message>
    <message>
        <source>Wrote {count} residents to {file}.</source>
        <translation>{count} warga ditulis ke {file}.</translation>
    </message>
    <message>
        <source>You are logged out. Log in again.</source>
        <translation>Anda sudah keluar. Masuk lagi.</translation>
    </message>
    <message>
        <source>You are the first who may log in. Other accounts follow; the password opens backups, too.</source>
        <translation>Anda yang pertama boleh masuk. Akun lain menyusul; kata sandi ini juga membuka cadangan.</translation>
    </message>
    <message>
        <source>You cannot switch off your own login. Ask another supervisor or technician.</source>
        <translation>Anda tidak dapat menonaktifkan nama masuk sendiri. Minta penyelia atau teknisi lain.</translation>
    </message>
    <message>
        <source>You may pull it out now. Take a second stick for the rest.</source>
        <translation>Flash disk boleh dicabut. Pakai flash disk kedua untuk sisanya.</translation>
    </message>
    <message>
        <source>You may pull it out now. Take it to the office, and bring it back with the receipts.</source>
        <translation>Flash disk boleh dicabut. Bawa ke pusat, lalu bawa kembali dengan tanda terimanya.</translation>
    </message>
    <message>
        <source>You may pull it out now. What is lacking is written the next time.</source>
        <translation>Flash disk boleh dicabut. Sisanya ditulis lain kali.</translation>
    </message>
    <message>
        <source>You may pull the stick out now.</source>
        <translation>Flash disk boleh dicabut.</translation>
    </message>
    <message>
        <source>You need not wait for it.</source>
        <translation>Tidak perlu ditunggu.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Nama Anda</translation>
    </message>
    <message>
        <source>Your own login</source>
        <translation>Nama masuk Anda sendiri</translation>
    </message>
    <message>
        <source>Your own password</source>
        <translation>Kata sandi Anda sendiri</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Kata sandi Anda</translation>
    </message>
    <message>
        <source>Your password; it opens the backup later</source>
        <translation>Kata sandi Anda; nanti membuka cadangan ini</translation>
    </message>
    <message>
        <source>a certificate made out to another organisation</source>
        <translation>sertifikat atas nama organisasi lain</translation>
    </message>
    <message>
        <source>a certificate of another maker nobody trusts</source>
        <translation>sertifikat pembuat lain yang tidak dipercaya</translation>
    </message>
    <message>
        <source>a certificate that has expired</source>
        <translation>sertifikat yang sudah kedaluwarsa</translation>
    </message>
    <message>
        <source>a clock ten minutes slow</source>
        <translation>jam yang terlambat sepuluh menit</translation>
    </message>
    <message>
        <source>a finger without a name</source>
        <translation>jari tanpa nama</translation>
    </message>
    <message>
        <source>a hash that does not continue the chain</source>
        <translation>hash yang tidak meneruskan rantai</translation>
    </message>
    <message>
        <source>a list of spans like “08:00-11:30” or, over midnight, “22:00-05:00”, which leave some of the day</source>
        <translation>daftar rentang waktu seperti “08:00-11:30” atau, melewati tengah malam, “22:00-05:00”, yang masih menyisakan waktu dalam sehari</translation>
    </message>
    <message>
        <source>a multiple of 9600 up to 115200, or 0</source>
        <translation>kelipatan 9600 sampai 115200, atau 0</translation>
    </message>
    <message>
        <source>a name like “Asia/Pontianak”, or empty</source>
        <translation>nama seperti “Asia/Pontianak”, atau kosong</translation>
    </message>
    <message>
        <source>a number from 0 to 100</source>
        <translation>angka dari 0 sampai 100</translation>
    </message>
    <message>
        <source>a number from 0 to 600</source>
        <translation>angka dari 0 sampai 600</translation>
    </message>
    <message>
        <source>a number from 0 to 65535</source>
        <translation>angka dari 0 sampai 65535</translation>
    </message>
    <message>
        <source>a number from 0.1 to 60</source>
        <translation>angka dari 0.1 sampai 60</translation>
    </message>
    <message>
        <source>a number from 1 to {most}</source>
        <translation>angka dari 1 sampai {most}</translation>
    </message>
    <message>
        <source>a page cannot be read: take it again, take it away, or say why it is kept.</source>
        <translation>ada halaman yang tidak terbaca: foto lagi, hapus, atau beri alasan.</translation>
    </message>
    <message>
        <source>a quality as a number, not as text</source>
        <translation>mutu sebagai angka, bukan teks</translation>
    </message>
    <message>
        <source>a quality that is no number</source>
        <translation>mutu yang bukan angka</translation>
    </message>
    <message>
        <source>a reason is needed</source>
        <translation>perlu alasan</translation>
    </message>
    <message>
        <source>a recording of {day}, whose summary is lost</source>
        <translation>rekaman tanggal {day}, ringkasannya hilang</translation>
    </message>
    <message>
        <source>a stand-in, not a real device</source>
        <translation>perangkat tiruan, bukan asli</translation>
    </message>
    <message>
        <source>a web page instead of an answer</source>
        <translation>halaman web, bukan jawaban</translation>
    </message>
    <message>
        <source>a whole number from 0</source>
        <translation>bilangan bulat mulai 0</translation>
    </message>
    <message>
        <source>a whole number from 0 to {most}</source>
        <translation>bilangan bulat dari 0 sampai {most}</translation>
    </message>
    <message>
        <source>a whole number from 1</source>
        <translation>bilangan bulat mulai 1</translation>
    </message>
    <message>
        <source>a whole number from 1 to {most}</source>
        <translation>bilangan bulat dari 1 sampai {most}</translation>
    </message>
    <message>
        <source>activity log: {value} entries, chain unbroken</source>
        <translation>catatan kegiatan: {value} baris, rantai utuh</translation>
    </message>
    <message>
        <source>after {days} days or {packets} recordings</source>
        <translation>setelah {days} hari atau {packets} rekaman</translation>
    </message>
    <message>
        <source>after {days} days without a receipt</source>
        <translation>setelah {days} hari tanpa tanda terima</translation>
    </message>
    <message>
        <source>after {packets} recordings without a receipt</source>
        <translation>setelah {packets} rekaman tanpa tanda terima</translation>
    </message>
    <message>
        <source>agrees with the office's count</source>
        <translation>cocok dengan hitungan pusat</translation>
    </message>
    <message>
        <source>all well</source>
        <translation>semua baik</translation>
    </message>
    <message>
        <source>an answer of 100 MB</source>
        <translation>jawaban sebesar 100 MB</translation>
    </message>
    <message>
        <source>and {count} more: F2</source>
        <translation>dan {count} lagi: F2</translation>
    </message>
    <message numerus="yes">
        <source>and {n} refused</source>
        <translation>
            <numerusform>dan {n} ditolak</numerusform>
        </translation>
    </message>
    <message>
        <source>another NIK</source>
        <translation>NIK lain</translation>
    </message>
    <message>
        <source>another serial number at the same place</source>
        <translation>nomor seri lain di tempat yang sama</translation>
    </message>
    <message>
        <source>answers and pictures that never end</source>
        <translation>jawaban dan gambar yang tidak pernah selesai</translation>
    </message>
    <message>
        <source>answers cut off in the middle</source>
        <translation>jawaban yang terpotong di tengah</translation>
    </message>
    <message>
        <source>answers that claim to need no signature</source>
        <translation>jawaban yang mengaku tidak perlu tanda tangan</translation>
    </message>
    <message>
        <source>answers that come byte by byte</source>
        <translation>jawaban yang datang bita demi bita</translation>
    </message>
    <message>
        <source>answers two seconds late</source>
        <translation>jawaban terlambat dua detik</translation>
    </message>
    <message>
        <source>answers with what version 1.0 adds</source>
        <translation>jawaban dengan tambahan versi 1.0</translation>
    </message>
    <message>
        <source>approved by {by}</source>
        <translation>disetujui {by}</translation>
    </message>
    <message>
        <source>as the system says</source>
        <translation>menurut sistem</translation>
    </message>
    <message>
        <source>asking the office …</source>
        <translation>bertanya ke pusat …</translation>
    </message>
    <message>
        <source>at installation</source>
        <translation>saat pemasangan</translation>
    </message>
    <message>
        <source>at installation: {values}</source>
        <translation>saat pemasangan: {values}</translation>
    </message>
    <message>
        <source>backing up</source>
        <translation>mencadangkan</translation>
    </message>
    <message>
        <source>before: {old}</source>
        <translation>sebelumnya: {old}</translation>
    </message>
    <message>
        <source>before: {values}</source>
        <translation>sebelumnya: {values}</translation>
    </message>
    <message>
        <source>begun already</source>
        <translation>sudah dimulai</translation>
    </message>
    <message>
        <source>begun {when} by {who}</source>
        <translation>dimulai {when} oleh {who}</translation>
    </message>
    <message>
        <source>being looked for</source>
        <translation>sedang dicari</translation>
    </message>
    <message>
        <source>being looked for … ({setting})</source>
        <translation>sedang dicari … ({setting})</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>sedang dikirim</translation>
    </message>
    <message>
        <source>being tested …</source>
        <translation>sedang diuji …</translation>
    </message>
    <message>
        <source>below the limit</source>
        <translation>di bawah batas</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>biru</translation>
    </message>
    <message>
        <source>booth {number}</source>
        <translation>bilik {number}</translation>
    </message>
    <message>
        <source>both eyes</source>
        <translation>kedua mata</translation>
    </message>
    <message>
        <source>both eyes need a picture, or a reason why not.</source>
        <translation>kedua mata perlu gambar, atau alasan mengapa tidak.</translation>
    </message>
    <message>
        <source>brightness {value}</source>
        <translation>kecerahan {value}</translation>
    </message>
    <message>
        <source>busiest hour {hour}.00: {count}</source>
        <translation>jam tersibuk {hour}.00: {count}</translation>
    </message>
    <message>
        <source>camera not ready</source>
        <translation>kamera belum siap</translation>
    </message>
    <message>
        <source>can log in</source>
        <translation>bisa masuk</translation>
    </message>
    <message>
        <source>cannot be taken</source>
        <translation>tidak bisa diambil</translation>
    </message>
    <message>
        <source>cannot sign</source>
        <translation>tidak bisa tanda tangan</translation>
    </message>
    <message>
        <source>captures that name another device</source>
        <translation>hasil rekam yang menyebut alat lain</translation>
    </message>
    <message>
        <source>captures that name another transaction</source>
        <translation>hasil rekam yang menyebut transaksi lain</translation>
    </message>
    <message>
        <source>charged {value} %</source>
        <translation>terisi {value} %</translation>
    </message>
    <message>
        <source>chart</source>
        <translation>grafik</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>sudah diperiksa</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>memeriksa</translation>
    </message>
    <message>
        <source>checking the activity log …</source>
        <translation>memeriksa catatan kegiatan …</translation>
    </message>
    <message>
        <source>checking …</source>
        <translation>memeriksa …</translation>
    </message>
    <message>
        <source>choose a file</source>
        <translation>pilih berkas</translation>
    </message>
    <message>
        <source>choose the field</source>
        <translation>pilih isiannya</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>dipilih</translation>
    </message>
    <message>
        <source>chosen by the technician</source>
        <translation>dipilih teknisi</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>bersih</translation>
    </message>
    <message>
        <source>cloth: {value}</source>
        <translation>kain: {value}</translation>
    </message>
    <message>
        <source>columns:</source>
        <translation>kolom:</translation>
    </message>
    <message>
        <source>commands</source>
        <translation>perintah</translation>
    </message>
    <message>
        <source>compare</source>
        <translation>cocokkan</translation>
    </message>
    <message>
        <source>compare the personal data with the resident.</source>
        <translation>cocokkan biodata dengan warga.</translation>
    </message>
    <message>
        <source>connected for the first time</source>
        <translation>tersambung pertama kali</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>sudah dihitung</translation>
    </message>
    <message>
        <source>counting</source>
        <translation>menghitung</translation>
    </message>
    <message>
        <source>damaged pictures under a valid signature</source>
        <translation>gambar rusak dengan tanda tangan yang sah</translation>
    </message>
    <message>
        <source>damaged: print it anew from the list of the day</source>
        <translation>rusak: cetak ulang dari daftar hari itu</translation>
    </message>
    <message>
        <source>day before {count}</source>
        <translation>sehari sebelumnya {count}</translation>
    </message>
    <message>
        <source>dd-mm-yyyy</source>
        <translation>hh-bb-tttt</translation>
    </message>
    <message>
        <source>dead lines: {value}</source>
        <translation>garis mati: {value}</translation>
    </message>
    <message>
        <source>dead pixels: {value}</source>
        <translation>piksel mati: {value}</translation>
    </message>
    <message>
        <source>default</source>
        <translation>bawaan</translation>
    </message>
    <message>
        <source>default: {default}</source>
        <translation>bawaan: {default}</translation>
    </message>
    <message>
        <source>device before</source>
        <translation>alat sebelumnya</translation>
    </message>
    <message>
        <source>device-test</source>
        <translation>uji-perangkat</translation>
    </message>
    <message>
        <source>devices that say they are busy</source>
        <translation>alat yang mengaku sedang sibuk</translation>
    </message>
    <message>
        <source>devices that say they are not ready</source>
        <translation>alat yang mengaku belum siap</translation>
    </message>
    <message>
        <source>done</source>
        <translation>selesai</translation>
    </message>
    <message>
        <source>done in {seconds} s · {moment}</source>
        <translation>selesai dalam {seconds} detik · {moment}</translation>
    </message>
    <message>
        <source>drafts waiting</source>
        <translation>draf menunggu</translation>
    </message>
    <message>
        <source>drafts: {value}</source>
        <translation>draf: {value}</translation>
    </message>
    <message>
        <source>eight hexadecimal digits, or empty</source>
        <translation>delapan digit heksadesimal, atau kosong</translation>
    </message>
    <message>
        <source>emulated</source>
        <translation>tiruan</translation>
    </message>
    <message>
        <source>errors of the live pictures in the shape of the reference service</source>
        <translation>galat gambar langsung dalam bentuk layanan acuan</translation>
    </message>
    <message>
        <source>estimate</source>
        <translation>perkiraan</translation>
    </message>
    <message>
        <source>every connection is closed at once</source>
        <translation>setiap sambungan langsung ditutup</translation>
    </message>
    <message>
        <source>every finger needs a print, or a reason why not.</source>
        <translation>setiap jari perlu direkam, atau diberi alasan mengapa tidak.</translation>
    </message>
    <message>
        <source>every recording is there once</source>
        <translation>tiap perekaman tersimpan satu kali</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>semua</translation>
    </message>
    <message>
        <source>everything begun is finished</source>
        <translation>semua sudah selesai</translation>
    </message>
    <message>
        <source>everything is being read</source>
        <translation>semua sedang dibaca</translation>
    </message>
    <message>
        <source>everything is sent</source>
        <translation>semua sudah terkirim</translation>
    </message>
    <message>
        <source>everything received</source>
        <translation>semua diterima</translation>
    </message>
    <message>
        <source>exposure {value}</source>
        <translation>pajanan {value}</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gagal</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>akan rusak</translation>
    </message>
    <message>
        <source>fault-report</source>
        <translation>laporan-kerusakan</translation>
    </message>
    <message>
        <source>fault: {words}</source>
        <translation>gangguan: {words}</translation>
    </message>
    <message>
        <source>faults, at one verb or several ({verbs}) or at all:</source>
        <translation>kesalahan, pada satu atau beberapa kata perintah ({verbs}) atau pada semuanya:</translation>
    </message>
    <message>
        <source>file refused</source>
        <translation>berkas ditolak</translation>
    </message>
    <message>
        <source>finger or residue</source>
        <translation>jari atau bekas jari</translation>
    </message>
    <message>
        <source>fingers confused</source>
        <translation>jari tertukar</translation>
    </message>
    <message>
        <source>fingers or eyes named after the other side</source>
        <translation>jari atau mata dinamai menurut sisi lain</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>selesai</translation>
    </message>
    <message>
        <source>first picture after {value} s</source>
        <translation>gambar pertama setelah {value} dtk</translation>
    </message>
    <message numerus="yes">
        <source>first {n}</source>
        <translation>
            <numerusform>{n} pertama</numerusform>
        </translation>
    </message>
    <message>
        <source>for all</source>
        <translation>untuk semua</translation>
    </message>
    <message>
        <source>for this booth</source>
        <translation>untuk bilik ini</translation>
    </message>
    <message>
        <source>format {value}</source>
        <translation>format {value}</translation>
    </message>
    <message>
        <source>found</source>
        <translation>ditemukan</translation>
    </message>
    <message>
        <source>found by name, NIK and KK number</source>
        <translation>dicari dengan nama, NIK, dan nomor KK</translation>
    </message>
    <message>
        <source>four bytes too many behind each answer, as the reference service sends</source>
        <translation>empat bita berlebih di belakang setiap jawaban, seperti layanan acuan</translation>
    </message>
    <message>
        <source>from a file · found by name, NIK and KK number</source>
        <translation>dari berkas · dicari dengan nama, NIK, dan nomor KK</translation>
    </message>
    <message>
        <source>from another day</source>
        <translation>dari hari lain</translation>
    </message>
    <message>
        <source>from the office: version {version} of {day}</source>
        <translation>dari pusat: versi {version} tanggal {day}</translation>
    </message>
    <message>
        <source>fsync {value} ms</source>
        <translation>fsync {value} ms</translation>
    </message>
    <message>
        <source>full</source>
        <translation>penuh</translation>
    </message>
    <message>
        <source>full speed to be tried again</source>
        <translation>laju penuh akan dicoba lagi</translation>
    </message>
    <message>
        <source>glass before: {value}</source>
        <translation>kaca sebelumnya: {value}</translation>
    </message>
    <message>
        <source>go on where they were</source>
        <translation>bisa dilanjutkan</translation>
    </message>
    <message>
        <source>goes on by itself to: {finger}</source>
        <translation>lanjut sendiri ke: {finger}</translation>
    </message>
    <message>
        <source>good</source>
        <translation>bagus</translation>
    </message>
    <message>
        <source>holds until {day}</source>
        <translation>berlaku sampai {day}</translation>
    </message>
    <message>
        <source>image in {value} s</source>
        <translation>gambar dalam {value} dtk</translation>
    </message>
    <message>
        <source>important</source>
        <translation>penting</translation>
    </message>
    <message>
        <source>in trouble</source>
        <translation>terganggu</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>dipakai</translation>
    </message>
    <message>
        <source>in use, slow line</source>
        <translation>dipakai, saluran lambat</translation>
    </message>
    <message>
        <source>info, or care for what must not be missed</source>
        <translation>info, atau care untuk yang tidak boleh terlewat</translation>
    </message>
    <message>
        <source>information</source>
        <translation>informasi</translation>
    </message>
    <message>
        <source>input: {value}</source>
        <translation>masukan: {value}</translation>
    </message>
    <message>
        <source>iris scanner not ready</source>
        <translation>pemindai iris belum siap</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>terlalu besar</translation>
    </message>
    <message>
        <source>its line carries {baud} baud only</source>
        <translation>salurannya hanya sanggup {baud} baud</translation>
    </message>
    <message>
        <source>its line is used at full speed again</source>
        <translation>salurannya dipakai dengan laju penuh lagi</translation>
    </message>
    <message>
        <source>left to the camera</source>
        <translation>diatur kamera</translation>
    </message>
    <message>
        <source>lift the finger</source>
        <translation>angkat jari</translation>
    </message>
    <message>
        <source>likeness {score}</source>
        <translation>kemiripan {score}</translation>
    </message>
    <message>
        <source>line carries {value} baud only</source>
        <translation>jalur hanya sanggup {value} baud</translation>
    </message>
    <message>
        <source>list</source>
        <translation>daftar</translation>
    </message>
    <message>
        <source>lit evenly to {value} %</source>
        <translation>cahaya rata {value} %</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>dikunci</translation>
    </message>
    <message>
        <source>look at another finger</source>
        <translation>lihat jari lain</translation>
    </message>
    <message>
        <source>look at other fingers</source>
        <translation>lihat jari lain</translation>
    </message>
    <message>
        <source>looked at</source>
        <translation>sudah dilihat</translation>
    </message>
    <message>
        <source>looked for by itself</source>
        <translation>dicari sendiri</translation>
    </message>
    <message>
        <source>looking</source>
        <translation>mencari</translation>
    </message>
    <message>
        <source>lost {value} %</source>
        <translation>hilang {value} %</translation>
    </message>
    <message>
        <source>made by an earlier attempt</source>
        <translation>dibuat waktu percobaan sebelumnya</translation>
    </message>
    <message>
        <source>made newer, for a booth that had more than this office</source>
        <translation>dibuat lebih baru, untuk bilik yang punya lebih banyak dari kantor ini</translation>
    </message>
    <message>
        <source>making keys, asking the office …</source>
        <translation>membuat kunci, bertanya ke pusat …</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>tidak ada</translation>
    </message>
    <message>
        <source>moved from {old} to {new}</source>
        <translation>pindah dari {old} ke {new}</translation>
    </message>
    <message>
        <source>nearly full</source>
        <translation>hampir penuh</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>perlu perhatian</translation>
    </message>
    <message>
        <source>needs somebody</source>
        <translation>perlu ditangani</translation>
    </message>
    <message>
        <source>neither red nor blue</source>
        <translation>bukan merah atau biru</translation>
    </message>
    <message>
        <source>never</source>
        <translation>belum pernah</translation>
    </message>
    <message>
        <source>never used</source>
        <translation>belum pernah dipakai</translation>
    </message>
    <message>
        <source>news of the office</source>
        <translation>kabar dari pusat</translation>
    </message>
    <message>
        <source>next: fingerprints</source>
        <translation>berikutnya: sidik jari</translation>
    </message>
    <message>
        <source>next: irises</source>
        <translation>berikutnya: iris</translation>
    </message>
    <message>
        <source>next: review</source>
        <translation>berikutnya: tinjau</translation>
    </message>
    <message>
        <source>next: signature</source>
        <translation>berikutnya: tanda tangan</translation>
    </message>
    <message>
        <source>next: verification</source>
        <translation>berikutnya: verifikasi</translation>
    </message>
    <message>
        <source>next: {finger}</source>
        <translation>berikutnya: {finger}</translation>
    </message>
    <message>
        <source>no</source>
        <translation>tidak</translation>
    </message>
    <message>
        <source>no KK: {reason}</source>
        <translation>tanpa KK: {reason}</translation>
    </message>
    <message>
        <source>no answer at all while the connection stays</source>
        <translation>tidak ada jawaban sama sekali walau sambungan tetap ada</translation>
    </message>
    <message>
        <source>no drafts</source>
        <translation>tidak ada draf</translation>
    </message>
    <message>
        <source>no fault found</source>
        <translation>tidak ada kesalahan</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>tanpa batas</translation>
    </message>
    <message>
        <source>no such fault or verb; see the end of --help</source>
        <translation>tidak ada kesalahan atau kata perintah itu; lihat bagian akhir --help</translation>
    </message>
    <message>
        <source>nobody found</source>
        <translation>tidak ditemukan</translation>
    </message>
    <message>
        <source>noise {value}</source>
        <translation>derau {value}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>tidak ada</translation>
    </message>
    <message>
        <source>none with exceptions</source>
        <translation>tanpa pengecualian</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>belum ada</translation>
    </message>
    <message>
        <source>none yet: searching finds nobody</source>
        <translation>belum ada: pencarian tidak menemukan siapa pun</translation>
    </message>
    <message>
        <source>none; for instance 08.00-11.30, 22.00-05.00</source>
        <translation>tidak ada; misalnya 08.00-11.30, 22.00-05.00</translation>
    </message>
    <message>
        <source>none; like 08.00-11.30</source>
        <translation>tidak ada; misalnya 08.00-11.30</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>belum diperiksa</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>tidak terhubung</translation>
    </message>
    <message>
        <source>not connected any more</source>
        <translation>tidak tersambung lagi</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>tidak dikenal</translation>
    </message>
    <message>
        <source>not known to be one finger</source>
        <translation>belum tentu jari yang sama</translation>
    </message>
    <message>
        <source>not passed</source>
        <translation>tidak lulus</translation>
    </message>
    <message>
        <source>not possible</source>
        <translation>tidak bisa</translation>
    </message>
    <message>
        <source>not ready</source>
        <translation>belum siap</translation>
    </message>
    <message>
        <source>not recorded here, but found by the search</source>
        <translation>tidak direkam di sini, tetapi bisa dicari</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>belum tersimpan</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>belum diuji</translation>
    </message>
    <message>
        <source>not tested yet</source>
        <translation>belum diuji</translation>
    </message>
    <message>
        <source>not wanted</source>
        <translation>tidak diminta</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>belum</translation>
    </message>
    <message>
        <source>nothing any more</source>
        <translation>tidak ada lagi</translation>
    </message>
    <message>
        <source>nothing here</source>
        <translation>kosong</translation>
    </message>
    <message>
        <source>nothing recorded</source>
        <translation>belum ada rekaman</translation>
    </message>
    <message>
        <source>nothing was taken off it</source>
        <translation>tidak ada yang dihapus dari sana</translation>
    </message>
    <message>
        <source>nothing was tested</source>
        <translation>tidak ada yang diuji</translation>
    </message>
    <message>
        <source>nothing was written</source>
        <translation>tidak ada catatan</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>belum ada</translation>
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
        <source>of this day</source>
        <translation>dari hari itu</translation>
    </message>
    <message>
        <source>of {count} enrolled</source>
        <translation>dari {count} yang terdaftar</translation>
    </message>
    <message numerus="yes">
        <source>of {n} recorded today</source>
        <translation>
            <numerusform>dari {n} terekam hari ini</numerusform>
        </translation>
    </message>
    <message>
        <source>oldest {time}</source>
        <translation>tertua {time}</translation>
    </message>
    <message>
        <source>once more</source>
        <translation>sekali lagi</translation>
    </message>
    <message>
        <source>one finger</source>
        <translation>jari yang sama</translation>
    </message>
    <message>
        <source>one finger fewer than asked for</source>
        <translation>satu jari kurang dari yang diminta</translation>
    </message>
    <message>
        <source>one finger more than asked for</source>
        <translation>satu jari lebih dari yang diminta</translation>
    </message>
    <message>
        <source>one of the states below</source>
        <translation>salah satu status di bawah</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>dibuka</translation>
    </message>
    <message>
        <source>other kecamatan</source>
        <translation>kecamatan lain</translation>
    </message>
    <message>
        <source>packet {value}</source>
        <translation>paket {value}</translation>
    </message>
    <message>
        <source>packets of {value} bytes</source>
        <translation>paket {value} bita</translation>
    </message>
    <message>
        <source>page taken in {value} s</source>
        <translation>halaman diterima dalam {value} dtk</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>ditunda</translation>
    </message>
    <message>
        <source>part {number} of {all}   ←  → other parts   ↑  ↓ other figures</source>
        <translation>bagian {number} dari {all}   ←  → bagian lain   ↑  ↓ ukuran lain</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>lulus</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>berhenti sebentar</translation>
    </message>
    <message>
        <source>pen</source>
        <translation>pena</translation>
    </message>
    <message>
        <source>perhaps cut off: look at the paper</source>
        <translation>mungkin terpotong: lihat kertasnya</translation>
    </message>
    <message>
        <source>photo chosen</source>
        <translation>foto dipilih</translation>
    </message>
    <message>
        <source>pictures {value} ms old</source>
        <translation>umur gambar {value} md</translation>
    </message>
    <message>
        <source>place the face</source>
        <translation>atur posisi wajah</translation>
    </message>
    <message>
        <source>present the fingers once more.</source>
        <translation>tempelkan jari sekali lagi.</translation>
    </message>
    <message>
        <source>printer of the system</source>
        <translation>pencetak sistem</translation>
    </message>
    <message>
        <source>printing</source>
        <translation>mencetak</translation>
    </message>
    <message>
        <source>printing the proof</source>
        <translation>mencetak bukti</translation>
    </message>
    <message>
        <source>printing …</source>
        <translation>mencetak …</translation>
    </message>
    <message>
        <source>proof</source>
        <translation>bukti</translation>
    </message>
    <message>
        <source>proof not printed</source>
        <translation>bukti belum tercetak</translation>
    </message>
    <message>
        <source>proof perhaps cut off</source>
        <translation>bukti mungkin terpotong</translation>
    </message>
    <message>
        <source>proof printed</source>
        <translation>bukti tercetak</translation>
    </message>
    <message>
        <source>proof sent to the printer</source>
        <translation>bukti dikirim ke pencetak</translation>
    </message>
    <message>
        <source>proof waits for the printer</source>
        <translation>bukti menunggu pencetak</translation>
    </message>
    <message>
        <source>quality {value}</source>
        <translation>mutu {value}</translation>
    </message>
    <message>
        <source>question</source>
        <translation>pertanyaan</translation>
    </message>
    <message>
        <source>queue: {value} faults</source>
        <translation>antrean kirim: {value} kerusakan</translation>
    </message>
    <message>
        <source>random bytes instead of an answer</source>
        <translation>bita acak, bukan jawaban</translation>
    </message>
    <message>
        <source>read it aloud to the resident</source>
        <translation>bacakan kepada warga</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>membaca</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>siap</translation>
    </message>
    <message>
        <source>ready for the page</source>
        <translation>siap memfoto halaman</translation>
    </message>
    <message>
        <source>ready for the photo</source>
        <translation>siap difoto</translation>
    </message>
    <message>
        <source>ready to save</source>
        <translation>siap disimpan</translation>
    </message>
    <message>
        <source>ready to take in</source>
        <translation>siap dimasukkan</translation>
    </message>
    <message>
        <source>receipt printer at USB</source>
        <translation>pencetak struk lewat USB</translation>
    </message>
    <message>
        <source>receipts</source>
        <translation>tanda terima</translation>
    </message>
    <message>
        <source>recorded already</source>
        <translation>sudah rekam</translation>
    </message>
    <message>
        <source>recorded at this booth</source>
        <translation>sudah rekam di bilik ini</translation>
    </message>
    <message>
        <source>recordings</source>
        <translation>ada rekaman</translation>
    </message>
    <message>
        <source>recordings that the queue lacks: {value}</source>
        <translation>perekaman yang tidak ada di antrean kirim: {value}</translation>
    </message>
    <message>
        <source>red</source>
        <translation>merah</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>ditolak</translation>
    </message>
    <message>
        <source>register</source>
        <translation>daftar warga</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>diganti</translation>
    </message>
    <message>
        <source>replaced by {name} {serial}: {reason}</source>
        <translation>diganti dengan {name} {serial}: {reason}</translation>
    </message>
    <message>
        <source>residents in the register: {value}</source>
        <translation>warga dalam daftar: {value}</translation>
    </message>
    <message>
        <source>residue on {value} mm²</source>
        <translation>bekas jari pada {value} mm²</translation>
    </message>
    <message>
        <source>restart needed</source>
        <translation>perlu dibuka ulang</translation>
    </message>
    <message>
        <source>restoring</source>
        <translation>memulihkan</translation>
    </message>
    <message>
        <source>retry:N, error:N, hang, corrupt or unplug</source>
        <translation>retry:N, error:N, hang, corrupt, atau unplug</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>menyimpan</translation>
    </message>
    <message>
        <source>says nothing</source>
        <translation>tidak ditetapkan</translation>
    </message>
    <message>
        <source>scanner not ready</source>
        <translation>alat sidik jari belum siap</translation>
    </message>
    <message>
        <source>searching</source>
        <translation>mencari</translation>
    </message>
    <message>
        <source>seconds, from 0 to {most}</source>
        <translation>detik, dari 0 sampai {most}</translation>
    </message>
    <message>
        <source>see below</source>
        <translation>lihat di bawah</translation>
    </message>
    <message>
        <source>see the faults below</source>
        <translation>lihat kesalahan di bawah</translation>
    </message>
    <message>
        <source>sent back by {by}</source>
        <translation>dikembalikan {by}</translation>
    </message>
    <message>
        <source>serial number {serial}</source>
        <translation>nomor seri {serial}</translation>
    </message>
    <message>
        <source>serial number {value}</source>
        <translation>nomor seri {value}</translation>
    </message>
    <message>
        <source>serial port</source>
        <translation>port serial</translation>
    </message>
    <message>
        <source>service at port {port}</source>
        <translation>layanan di port {port}</translation>
    </message>
    <message>
        <source>setting up</source>
        <translation>menyiapkan</translation>
    </message>
    <message>
        <source>settings:</source>
        <translation>pengaturan:</translation>
    </message>
    <message>
        <source>sharpness {value}</source>
        <translation>ketajaman {value}</translation>
    </message>
    <message>
        <source>shown now</source>
        <translation>sedang dilihat</translation>
    </message>
    <message>
        <source>signatures that do not fit</source>
        <translation>tanda tangan yang tidak cocok</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>sudah tanda tangan</translation>
    </message>
    <message>
        <source>since which day, dd-mm-yyyy; may be empty</source>
        <translation>sejak tanggal berapa, tt-bb-tttt; boleh kosong</translation>
    </message>
    <message>
        <source>some refused</source>
        <translation>ada yang ditolak</translation>
    </message>
    <message>
        <source>some waiting</source>
        <translation>ada yang antre</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>baik</translation>
    </message>
    <message>
        <source>spare, plugged in</source>
        <translation>cadangan, tercolok</translation>
    </message>
    <message>
        <source>speaks of version {version}; here runs {own}</source>
        <translation>tentang versi {version}; di sini versi {own}</translation>
    </message>
    <message>
        <source>stand-in</source>
        <translation>pengganti</translation>
    </message>
    <message>
        <source>states:</source>
        <translation>status:</translation>
    </message>
    <message numerus="yes">
        <source>step {n} of {of}: {step}</source>
        <translation>
            <numerusform>langkah {n} dari {of}: {step}</numerusform>
        </translation>
    </message>
    <message>
        <source>stick in use</source>
        <translation>flash disk sedang dipakai</translation>
    </message>
    <message>
        <source>still missing: {roles}</source>
        <translation>belum ada: {roles}</translation>
    </message>
    <message>
        <source>swapped {date}</source>
        <translation>diganti {date}</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>nonaktif</translation>
    </message>
    <message>
        <source>take a photo and choose it.</source>
        <translation>ambil foto dan pilih.</translation>
    </message>
    <message>
        <source>taken down by hand</source>
        <translation>dicatat dengan tangan</translation>
    </message>
    <message>
        <source>taken in</source>
        <translation>sudah dimasukkan</translation>
    </message>
    <message>
        <source>taking in</source>
        <translation>memasukkan</translation>
    </message>
    <message>
        <source>target {target}</source>
        <translation>target {target}</translation>
    </message>
    <message>
        <source>target {target} · yesterday {yesterday}</source>
        <translation>target {target} · kemarin {yesterday}</translation>
    </message>
    <message>
        <source>tells no serial number</source>
        <translation>tanpa nomor seri</translation>
    </message>
    <message>
        <source>tells none</source>
        <translation>tidak ada</translation>
    </message>
    <message>
        <source>test before</source>
        <translation>uji sebelumnya</translation>
    </message>
    <message>
        <source>test-page</source>
        <translation>halaman-uji</translation>
    </message>
    <message>
        <source>tested</source>
        <translation>diuji</translation>
    </message>
    <message>
        <source>testing</source>
        <translation>sedang menguji</translation>
    </message>
    <message>
        <source>that is you</source>
        <translation>Anda sendiri</translation>
    </message>
    <message>
        <source>the camera is getting ready</source>
        <translation>kamera disiapkan</translation>
    </message>
    <message>
        <source>the camera offers no control</source>
        <translation>kamera tidak menyediakan pengaturan</translation>
    </message>
    <message>
        <source>the device is unplugged while it is used, and stays away</source>
        <translation>alat dicabut saat dipakai, dan tetap tidak ada</translation>
    </message>
    <message>
        <source>the first {shown} of {total}</source>
        <translation>{shown} pertama dari {total}</translation>
    </message>
    <message>
        <source>the last capture over again</source>
        <translation>hasil rekam terakhir sekali lagi</translation>
    </message>
    <message>
        <source>the maker's</source>
        <translation>bawaan pabrik</translation>
    </message>
    <message>
        <source>the office has everything</source>
        <translation>pusat sudah punya semua</translation>
    </message>
    <message>
        <source>the office has fewer than it gave receipts for: call the technician</source>
        <translation>hitungan pusat lebih sedikit daripada tanda terimanya: panggil teknisi</translation>
    </message>
    <message>
        <source>the office has more than this booth ever saved: call the technician</source>
        <translation>hitungan pusat lebih banyak daripada yang disimpan bilik ini: panggil teknisi</translation>
    </message>
    <message>
        <source>the office has more: receipts are still on their way</source>
        <translation>hitungan pusat lebih banyak: tanda terima masih dalam perjalanan</translation>
    </message>
    <message>
        <source>the office last answered {moment}</source>
        <translation>pusat terakhir menjawab {moment}</translation>
    </message>
    <message>
        <source>the office's count is not known yet</source>
        <translation>hitungan pusat belum diketahui</translation>
    </message>
    <message>
        <source>the office's count is older than the newest receipt</source>
        <translation>hitungan pusat lebih lama daripada tanda terima terbaru</translation>
    </message>
    <message numerus="yes">
        <source>the oldest for {n} days</source>
        <translation>
            <numerusform>tertua {n} hari</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the oldest for {n} hours</source>
        <translation>
            <numerusform>tertua {n} jam</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the oldest for {n} minutes</source>
        <translation>
            <numerusform>tertua {n} menit</numerusform>
        </translation>
    </message>
    <message>
        <source>the page cannot be read</source>
        <translation>halaman tidak terbaca</translation>
    </message>
    <message>
        <source>the photo needs another try</source>
        <translation>foto perlu diulangi</translation>
    </message>
    <message>
        <source>the photo needs another try, or a reason.</source>
        <translation>foto perlu diulang, atau diberi alasan.</translation>
    </message>
    <message>
        <source>the resident signs that the data are correct.</source>
        <translation>warga menandatangani bahwa datanya benar.</translation>
    </message>
    <message>
        <source>the resident signs, or a reason why not.</source>
        <translation>warga menandatangani, atau diberi alasan mengapa tidak.</translation>
    </message>
    <message>
        <source>the same NIK</source>
        <translation>NIK yang sama</translation>
    </message>
    <message>
        <source>the same finger again, once it was lifted</source>
        <translation>jari yang sama lagi setelah diangkat</translation>
    </message>
    <message>
        <source>the same fingers again, once they were lifted</source>
        <translation>jari yang sama lagi, setelah diangkat</translation>
    </message>
    <message>
        <source>the system's default printer</source>
        <translation>pencetak bawaan sistem</translation>
    </message>
    <message>
        <source>the way to the office without a line</source>
        <translation>jalan ke pusat tanpa jaringan</translation>
    </message>
    <message>
        <source>then the proof is printed</source>
        <translation>lalu bukti dicetak</translation>
    </message>
    <message>
        <source>then: face photo</source>
        <translation>berikutnya: foto wajah</translation>
    </message>
    <message>
        <source>there and back {value} ms</source>
        <translation>pulang-pergi {value} ms</translation>
    </message>
    <message>
        <source>there is no such folder</source>
        <translation>folder itu tidak ada</translation>
    </message>
    <message>
        <source>this booth records them</source>
        <translation>warga bilik ini</translation>
    </message>
    <message>
        <source>this test</source>
        <translation>uji ini</translation>
    </message>
    <message>
        <source>time zone {value}</source>
        <translation>zona waktu {value}</translation>
    </message>
    <message>
        <source>to be corrected</source>
        <translation>perlu diperbaiki</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>belum</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hari ini</translation>
    </message>
    <message>
        <source>took the place of {name} {serial}: {reason}</source>
        <translation>menggantikan {name} {serial}: {reason}</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true atau false</translation>
    </message>
    <message>
        <source>type it from the family card (KK)</source>
        <translation>ketik dari kartu keluarga (KK)</translation>
    </message>
    <message>
        <source>type the new value</source>
        <translation>ketik isian baru</translation>
    </message>
    <message>
        <source>under age</source>
        <translation>belum cukup umur</translation>
    </message>
    <message>
        <source>unevenness {value}</source>
        <translation>ketakrataan {value}</translation>
    </message>
    <message>
        <source>unknown key “{key}”; known are {known}</source>
        <translation>kunci “{key}” tidak dikenal; yang dikenal: {known}</translation>
    </message>
    <message>
        <source>up to 20 plain letters and digits</source>
        <translation>paling banyak 20 huruf dan angka biasa</translation>
    </message>
    <message>
        <source>up to 60 characters</source>
        <translation>paling banyak 60 huruf</translation>
    </message>
    <message>
        <source>usually</source>
        <translation>biasanya</translation>
    </message>
    <message>
        <source>usually: {values}</source>
        <translation>biasanya: {values}</translation>
    </message>
    <message>
        <source>vault: {value} faults</source>
        <translation>brankas data: {value} kerusakan</translation>
    </message>
    <message>
        <source>version {version} came</source>
        <translation>versi {version} tiba</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>antre</translation>
    </message>
    <message>
        <source>waiting for a finger</source>
        <translation>menunggu jari</translation>
    </message>
    <message>
        <source>waiting for the confirmation</source>
        <translation>menunggu pengesahan</translation>
    </message>
    <message>
        <source>waiting for the eyes</source>
        <translation>menunggu mata</translation>
    </message>
    <message>
        <source>waiting for the signature</source>
        <translation>menunggu tanda tangan</translation>
    </message>
    <message>
        <source>waiting since {when}</source>
        <translation>menunggu sejak {when}</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>menunggu</translation>
    </message>
    <message>
        <source>waits for approval</source>
        <translation>menunggu persetujuan</translation>
    </message>
    <message>
        <source>waits for the printer</source>
        <translation>menunggu pencetak</translation>
    </message>
    <message>
        <source>wanted</source>
        <translation>diminta</translation>
    </message>
    <message>
        <source>warned from</source>
        <translation>diperingatkan mulai</translation>
    </message>
    <message>
        <source>warned of</source>
        <translation>diperingatkan</translation>
    </message>
    <message>
        <source>warnings and errors</source>
        <translation>peringatan dan kesalahan</translation>
    </message>
    <message>
        <source>warnings to confirm</source>
        <translation>ada peringatan</translation>
    </message>
    <message>
        <source>where the person was recorded; may be empty</source>
        <translation>di mana warga direkam; boleh kosong</translation>
    </message>
    <message>
        <source>with a paper that proves it</source>
        <translation>dengan dokumen bukti</translation>
    </message>
    <message>
        <source>with a signed receipt each</source>
        <translation>masing-masing dengan tanda terima</translation>
    </message>
    <message>
        <source>worn: {value} %</source>
        <translation>aus: {value} %</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>memburuk</translation>
    </message>
    <message>
        <source>write why the fingers could not be verified.</source>
        <translation>tulis mengapa jari tidak bisa diverifikasi.</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>menyimpan</translation>
    </message>
    <message>
        <source>written {moment}</source>
        <translation>ditulis {moment}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ya</translation>
    </message>
    <message>
        <source>{added} residents are new, {changed} changed, {removed} left. The register has {total}.</source>
        <translation>{added} warga baru, {changed} berubah, {removed} keluar. Daftar berisi {total} warga.</translation>
    </message>
    <message>
        <source>{added} states are new, {changed} changed. There are {total}, {strangers} of them of people who are not in the register.</source>
        <translation>{added} status baru, {changed} berubah. Semuanya {total}, {strangers} di antaranya milik orang yang tidak ada di daftar.</translation>
    </message>
    <message>
        <source>{a} and {b}: {verdict} (score {score})</source>
        <translation>{a} dan {b}: {verdict} (skor {score})</translation>
    </message>
    <message>
        <source>{baud} baud at most</source>
        <translation>paling cepat {baud} baud</translation>
    </message>
    <message>
        <source>{before}: best of all tries, {score}.</source>
        <translation>{before}: yang terbaik dari semua percobaan, {score}.</translation>
    </message>
    <message>
        <source>{before}: good, {score}.</source>
        <translation>{before}: bagus, {score}.</translation>
    </message>
    <message>
        <source>{before}: good.</source>
        <translation>{before}: bagus.</translation>
    </message>
    <message>
        <source>{before}: the best of all tries is kept.</source>
        <translation>{before}: yang terbaik dari semua percobaan disimpan.</translation>
    </message>
    <message>
        <source>{before}: the finger matches.</source>
        <translation>{before}: cocok.</translation>
    </message>
    <message>
        <source>{blank} stands where something was left out. Times are UTC.</source>
        <translation>{blank} menggantikan yang dihilangkan. Waktu dalam UTC.</translation>
    </message>
    <message>
        <source>{booth} (this booth)</source>
        <translation>{booth} (bilik ini)</translation>
    </message>
    <message>
        <source>{booth} is revoked: nothing more is accepted from it.</source>
        <translation>{booth} dicabut: tidak ada lagi yang diterima darinya.</translation>
    </message>
    <message>
        <source>{booth}: register of residents written.</source>
        <translation>{booth}: daftar penduduk sudah ditulis.</translation>
    </message>
    <message>
        <source>{booth}: settings and counts written.</source>
        <translation>{booth}: pengaturan dan hitungan sudah ditulis.</translation>
    </message>
    <message>
        <source>{booth}: the stick has no room for all of the answer. Make room on it, then write it again.</source>
        <translation>{booth}: flash disk tidak cukup untuk seluruh jawaban. Kosongkan ruang, lalu tulis lagi.</translation>
    </message>
    <message numerus="yes">
        <source>{booth}: {n} lossless image set taken in.</source>
        <translation>
            <numerusform>{booth}: {n} rangkaian citra asli diterima.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{booth}: {n} receipt written onto the stick.</source>
        <translation>
            <numerusform>{booth}: {n} tanda terima ditulis ke flash disk.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{booth}: {n} recording is damaged or not genuine ({codes}). It was not taken; the booth keeps it and carries it again.</source>
        <translation>
            <numerusform>{booth}: {n} rekaman rusak atau tidak asli ({codes}). Tidak diambil; bilik menyimpannya dan membawanya lagi.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{booth}: {n} recording taken in from the stick.</source>
        <translation>
            <numerusform>{booth}: {n} rekaman diambil dari flash disk.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{booth}: {n} recording was here already.</source>
        <translation>
            <numerusform>{booth}: {n} rekaman sudah ada di sini sebelumnya.</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} characters are too many: a code has 32.</source>
        <translation>{count} karakter terlalu banyak: kode punya 32.</translation>
    </message>
    <message>
        <source>{count} in use</source>
        <translation>{count} dipakai</translation>
    </message>
    <message>
        <source>{count} of 32 characters</source>
        <translation>{count} dari 32 karakter</translation>
    </message>
    <message>
        <source>{day} is not a day. Write it as year-month-day, for example 2016-09-05.</source>
        <translation>{day} bukan tanggal. Tulis tahun-bulan-tanggal, misalnya 2016-09-05.</translation>
    </message>
    <message>
        <source>{day}, {count} of them here</source>
        <translation>{day}, {count} sudah di sini</translation>
    </message>
    <message numerus="yes">
        <source>{day}, {n} of them here</source>
        <translation>
            <numerusform>{day}, {n} sudah di sini</numerusform>
        </translation>
    </message>
    <message>
        <source>{device} changed the size of its pictures by itself. Try again; if it happens again, replace it.</source>
        <translation>{device} mengubah sendiri ukuran gambarnya. Coba lagi; jika terulang, ganti kameranya.</translation>
    </message>
    <message>
        <source>{device} did not answer in time. Try again; if it happens again, unplug it and plug it in.</source>
        <translation>{device} tidak menjawab. Coba lagi; kalau terulang, cabut lalu colokkan lagi.</translation>
    </message>
    <message>
        <source>{device} does not answer any more. Unplug it, plug it in again, then try again.</source>
        <translation>{device} tidak menjawab lagi. Cabut, pasang kembali, lalu coba lagi.</translation>
    </message>
    <message>
        <source>{device} does not sign its answers as it must. It is not used. Call the technician.</source>
        <translation>{device} tidak menandatangani jawabannya sebagaimana mestinya. Alat ini tidak dipakai. Panggil teknisi.</translation>
    </message>
    <message>
        <source>{device} gave {given} instead of {asked}. Nothing of it was used. Try again.</source>
        <translation>{device} memberi {given}, padahal yang diminta {asked}. Tidak ada yang dipakai. Coba lagi.</translation>
    </message>
    <message>
        <source>{device} is busy. Wait a moment, then try again.</source>
        <translation>{device} sedang sibuk. Tunggu sebentar, lalu coba lagi.</translation>
    </message>
    <message>
        <source>{device} is in use by another program. Close that program, then try again.</source>
        <translation>{device} sedang dipakai program lain. Tutup program itu, lalu coba lagi.</translation>
    </message>
    <message>
        <source>{device} is in use by the program “{program}”. Close it, then try again.</source>
        <translation>{device} sedang dipakai program “{program}”. Tutup program itu, lalu coba lagi.</translation>
    </message>
    <message>
        <source>{device} is locked by a password. Call the technician: the password belongs in the settings.</source>
        <translation>{device} terkunci kata sandi. Panggil teknisi: kata sandinya diisi di pengaturan.</translation>
    </message>
    <message>
        <source>{device} is made for checking identities, not for recording. Connect another one.</source>
        <translation>{device} dibuat untuk memeriksa identitas, bukan untuk perekaman. Hubungkan alat lain.</translation>
    </message>
    <message>
        <source>{device} is not connected. Check the plug, then try again.</source>
        <translation>{device} tidak terhubung. Periksa colokannya, lalu coba lagi.</translation>
    </message>
    <message>
        <source>{device} is not ready. Wait a moment, then try again; if it happens again, call the technician.</source>
        <translation>{device} belum siap. Tunggu sebentar, lalu coba lagi; jika terulang, panggil teknisi.</translation>
    </message>
    <message>
        <source>{device} is not registered with its maker yet. Call the technician.</source>
        <translation>{device} belum terdaftar pada pembuatnya. Panggil teknisi.</translation>
    </message>
    <message>
        <source>{device} is only a stand-in for tests. Connect the real device, or call the technician.</source>
        <translation>{device} hanyalah tiruan untuk uji coba. Hubungkan perangkat yang asli, atau panggil teknisi.</translation>
    </message>
    <message>
        <source>{device} may not be used by this user. Call the technician.</source>
        <translation>{device} tidak boleh dipakai oleh pengguna komputer ini. Panggil teknisi.</translation>
    </message>
    <message>
        <source>{device} refuses what the booth asks (code {code}). Call the technician.</source>
        <translation>{device} menolak permintaan bilik (kode {code}). Panggil teknisi.</translation>
    </message>
    <message>
        <source>{device} reports: {info} (code {code}). Try again; if it happens again, call the technician.</source>
        <translation>{device} melaporkan: {info} (kode {code}). Coba lagi; jika terulang, panggil teknisi.</translation>
    </message>
    <message>
        <source>{device} saw nothing that it could take. Try again.</source>
        <translation>{device} tidak melihat apa pun yang dapat direkam. Coba lagi.</translation>
    </message>
    <message>
        <source>{device} says it is from {claimed}, but its certificate is of {found}. Call the technician.</source>
        <translation>{device} mengaku buatan {claimed}, tetapi sertifikatnya milik {found}. Panggil teknisi.</translation>
    </message>
    <message>
        <source>{device} says that it was opened by force. Do not use it. Call the technician.</source>
        <translation>{device} melaporkan bahwa alat itu dibuka paksa. Jangan dipakai. Panggil teknisi.</translation>
    </message>
    <message>
        <source>{device} sends damaged data. Check the cable; if it happens again, call the technician.</source>
        <translation>{device} mengirim data rusak. Periksa kabelnya; kalau terulang, panggil teknisi.</translation>
    </message>
    <message>
        <source>{device} sent a damaged image. Try again; if it happens again, call the technician.</source>
        <translation>{device} mengirim gambar rusak. Coba lagi; jika terulang, panggil teknisi.</translation>
    </message>
    <message>
        <source>{device} sent an old answer again. Nothing of it was used. Try again.</source>
        <translation>{device} mengirim ulang jawaban lama. Tidak ada yang dipakai. Coba lagi.</translation>
    </message>
    <message>
        <source>{device} speaks another version than this booth. Call the technician.</source>
        <translation>{device} memakai versi yang lain dari bilik ini. Panggil teknisi.</translation>
    </message>
    <message>
        <source>{device} states no usable quality. Try again; if it happens again, call the technician.</source>
        <translation>{device} tidak menyebut mutu yang dapat dipakai. Coba lagi; jika terulang, panggil teknisi.</translation>
    </message>
    <message>
        <source>{device} was disconnected. Plug it in again, then try again.</source>
        <translation>{device} terlepas. Colokkan lagi, lalu coba lagi.</translation>
    </message>
    <message>
        <source>{device} …</source>
        <translation>{device} …</translation>
    </message>
    <message>
        <source>{device}: its program no longer answers. Unplug the device, plug it in again, then try again.</source>
        <translation>{device}: programnya tidak menjawab lagi. Cabut alatnya, pasang lagi, lalu coba lagi.</translation>
    </message>
    <message>
        <source>{device}: its program sends answers that make no sense. Restart the computer; then call the technician.</source>
        <translation>{device}: programnya mengirim jawaban yang tidak masuk akal. Nyalakan ulang komputer; lalu panggil teknisi.</translation>
    </message>
    <message>
        <source>{device}: none</source>
        <translation>{device}: tidak ada</translation>
    </message>
    <message>
        <source>{device}: not ready</source>
        <translation>{device}: belum siap</translation>
    </message>
    <message>
        <source>{done} of {all} tested</source>
        <translation>{done} dari {all} diuji</translation>
    </message>
    <message>
        <source>{drafts} of them stand among the drafts here. Let an operator discard those.</source>
        <translation>{drafts} di antaranya masih ada di daftar draf di sini. Minta operator membuangnya.</translation>
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
    <message>
        <source>{file} cannot be read: {reason}. Nothing was changed.</source>
        <translation>{file} tidak bisa dibaca: {reason}. Tidak ada yang diubah.</translation>
    </message>
    <message>
        <source>{file} is damaged ({part}). It was not restored; take another copy or an older backup.</source>
        <translation>{file} rusak ({part}). Tidak dipulihkan; pakai salinan lain atau cadangan yang lebih lama.</translation>
    </message>
    <message>
        <source>{file} is no backup of a booth. Choose another file.</source>
        <translation>{file} bukan cadangan bilik. Pilih berkas lain.</translation>
    </message>
    <message>
        <source>{file} is not whole: its end is missing. It was not restored; copy it again from where it came.</source>
        <translation>{file} tidak utuh: bagian akhirnya hilang. Tidak dipulihkan; salin lagi dari asalnya.</translation>
    </message>
    <message>
        <source>{file} is there already. Choose another name; nothing was overwritten.</source>
        <translation>{file} sudah ada. Pilih nama lain; tidak ada yang ditimpa.</translation>
    </message>
    <message>
        <source>{file} was made by a newer version of this program. Install that version first; nothing was changed.</source>
        <translation>{file} dibuat dengan versi program yang lebih baru. Pasang versi itu dulu; tidak ada yang diubah.</translation>
    </message>
    <message>
        <source>{file}: fingers found: {count}.</source>
        <translation>{file}: jari yang ditemukan: {count}.</translation>
    </message>
    <message>
        <source>{file}: quality {score} of 100 ({judge}).</source>
        <translation>{file}: mutu {score} dari 100 ({judge}).</translation>
    </message>
    <message>
        <source>{file}: {reason}</source>
        <translation>{file}: {reason}</translation>
    </message>
    <message>
        <source>{finger}: matches</source>
        <translation>{finger}: cocok</translation>
    </message>
    <message>
        <source>{finger}: not matched</source>
        <translation>{finger}: tidak cocok</translation>
    </message>
    <message>
        <source>{finger}: not presented</source>
        <translation>{finger}: tidak ditempelkan</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} sampai {last}</translation>
    </message>
    <message>
        <source>{folder} holds something else than a booth for measuring. Nothing was changed; name an empty folder with --data.</source>
        <translation>{folder} sudah berisi hal lain, bukan bilik untuk pengukuran. Tidak ada yang diubah; sebutkan folder kosong dengan --data.</translation>
    </message>
    <message>
        <source>{folder} holds something else than an office. Nothing was changed; name an empty folder with --office-data.</source>
        <translation>{folder} sudah berisi hal lain, bukan data pusat. Tidak ada yang diubah; sebutkan folder kosong dengan --office-data.</translation>
    </message>
    <message>
        <source>{host} is neither a host name nor an address.</source>
        <translation>{host} bukan nama host dan bukan alamat.</translation>
    </message>
    <message>
        <source>{key} cannot be “{value}”: {reason}</source>
        <translation>{key} tidak bisa “{value}”: {reason}</translation>
    </message>
    <message>
        <source>{login} has a new password.</source>
        <translation>{login} punya kata sandi baru.</translation>
    </message>
    <message>
        <source>{login} is switched off.</source>
        <translation>{login} dinonaktifkan.</translation>
    </message>
    <message>
        <source>{login} may log in now.</source>
        <translation>{login} sekarang boleh masuk.</translation>
    </message>
    <message>
        <source>{login} works again, from when the booth hears of it.</source>
        <translation>{login} berlaku lagi, sejak bilik mendapat kabarnya.</translation>
    </message>
    <message>
        <source>{login} works at no booth any more, from when the booth hears of it.</source>
        <translation>{login} tidak berlaku lagi di bilik mana pun, sejak bilik mendapat kabarnya.</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} mnt</translation>
    </message>
    <message>
        <source>{most} pages are enough. Take away those that are not needed.</source>
        <translation>{most} halaman sudah cukup. Hapus yang tidak perlu.</translation>
    </message>
    <message>
        <source>{name} can log in now as “{login}”.</source>
        <translation>{name} kini bisa masuk sebagai “{login}”.</translation>
    </message>
    <message>
        <source>{name} is nearly empty: a power cut now would stop the booth at once.</source>
        <translation>{name} hampir kosong: bila listrik padam sekarang, bilik langsung mati.</translation>
    </message>
    <message>
        <source>{name}, NIK {nik}, {day}, {hour} o'clock</source>
        <translation>{name}, NIK {nik}, {day}, pukul {hour}</translation>
    </message>
    <message>
        <source>{new} (before: {old})</source>
        <translation>{new} (sebelumnya: {old})</translation>
    </message>
    <message>
        <source>{number} of {all}</source>
        <translation>{number} dari {all}</translation>
    </message>
    <message numerus="yes">
        <source>{n} GB free</source>
        <translation>
            <numerusform>{n} GB kosong</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} MB free</source>
        <translation>
            <numerusform>{n} MB kosong</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} can log in</source>
        <translation>
            <numerusform>{n} orang bisa masuk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} changes the last time</source>
        <translation>
            <numerusform>terakhir {n} perubahan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} connections</source>
        <translation>
            <numerusform>{n} sambungan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} d</source>
        <translation>
            <numerusform>{n} hr</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} day ago</source>
        <translation>
            <numerusform>{n} hari lalu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days</source>
        <translation>
            <numerusform>{n} hari</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} draft</source>
        <translation>
            <numerusform>{n} draf</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} exceptions</source>
        <translation>
            <numerusform>{n} pengecualian</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} exceptions: fingers, photo, signature or verification</source>
        <translation>
            <numerusform>{n} pengecualian: jari, foto, tanda tangan, atau verifikasi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} exceptions: fingers, photo, signature, verification, papers or corrected data</source>
        <translation>
            <numerusform>{n} pengecualian: jari, foto, tanda tangan, verifikasi, dokumen, atau data diperbaiki</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} failed</source>
        <translation>
            <numerusform>{n} gagal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} faults</source>
        <translation>
            <numerusform>{n} kesalahan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} faults in the file: nothing was taken in. Mend the file, then try again.</source>
        <translation>
            <numerusform>Ada {n} kesalahan di berkas: tidak ada yang dimasukkan. Perbaiki berkasnya, lalu coba lagi.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} field to correct</source>
        <translation>
            <numerusform>{n} isian perlu diperbaiki</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} fields corrected</source>
        <translation>
            <numerusform>{n} isian diperbaiki</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} file on the stick is damaged or not from our office. It was not used.</source>
        <translation>
            <numerusform>{n} berkas di flash disk rusak atau bukan dari pusat kita. Tidak dipakai.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} finger below the limit</source>
        <translation>
            <numerusform>{n} jari di bawah batas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} finger cannot be taken</source>
        <translation>
            <numerusform>{n} jari tidak bisa diambil</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} finger looks like another</source>
        <translation>
            <numerusform>{n} jari menyerupai jari lain</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} found</source>
        <translation>
            <numerusform>{n} ditemukan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} h</source>
        <translation>
            <numerusform>{n} jam</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hours</source>
        <translation>
            <numerusform>{n} jam</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} in use</source>
        <translation>
            <numerusform>{n} dipakai</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lines</source>
        <translation>
            <numerusform>{n} baris</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lines were not understood by this version.</source>
        <translation>
            <numerusform>{n} baris tidak dikenal versi ini.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lossless image set written onto the stick, too.</source>
        <translation>
            <numerusform>{n} rangkaian citra asli juga ditulis ke flash disk.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lost from the queue: call the technician</source>
        <translation>
            <numerusform>{n} hilang dari antrean: panggil teknisi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} min</source>
        <translation>
            <numerusform>{n} mnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} minute ago</source>
        <translation>
            <numerusform>{n} menit lalu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} minutes</source>
        <translation>
            <numerusform>{n} menit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more</source>
        <translation>
            <numerusform>{n} lagi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more booths {count}</source>
        <translation>
            <numerusform>{n} bilik lagi {count}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} need attention</source>
        <translation>
            <numerusform>{n} perlu perhatian</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} not there</source>
        <translation>
            <numerusform>{n} tidak ada</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of them have exceptions</source>
        <translation>
            <numerusform>{n} di antaranya ada pengecualian</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of them here</source>
        <translation>
            <numerusform>{n} sudah di sini</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} other kecamatan</source>
        <translation>
            <numerusform>{n} kecamatan lain</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} packet of {size} bytes was added to {booth}.</source>
        <translation>
            <numerusform>{n} paket berukuran {size} bita ditambahkan ke {booth}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} pages kept</source>
        <translation>
            <numerusform>{n} halaman disimpan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} paper waits for the printer.</source>
        <translation>
            <numerusform>{n} lembar menunggu pencetak.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} passed</source>
        <translation>
            <numerusform>{n} lulus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} photo taken</source>
        <translation>
            <numerusform>{n} foto diambil</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} receipt is not genuine. Nothing was deleted for it; call the technician.</source>
        <translation>
            <numerusform>{n} tanda terima tidak asli. Karena itu tidak ada yang dihapus; panggil teknisi.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} receipts came back: these recordings are safe at the office.</source>
        <translation>
            <numerusform>{n} tanda terima tiba: rekaman itu sudah aman di pusat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recorded</source>
        <translation>
            <numerusform>{n} terekam</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording</source>
        <translation>
            <numerusform>{n} perekaman</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording is damaged here and was not written. Call the technician.</source>
        <translation>
            <numerusform>{n} rekaman rusak di sini dan tidak ditulis. Panggil teknisi.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording received by the office.</source>
        <translation>
            <numerusform>{n} perekaman diterima pusat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording refused by the office and kept here.</source>
        <translation>
            <numerusform>{n} perekaman ditolak pusat dan disimpan di sini.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording still to be sent.</source>
        <translation>
            <numerusform>{n} perekaman masih antre kirim.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording that the office has was taken off the stick.</source>
        <translation>
            <numerusform>{n} rekaman yang sudah di pusat dihapus dari flash disk.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording waits here. A courier takes it to the office on a stick.</source>
        <translation>
            <numerusform>{n} rekaman menunggu di sini. Kurir membawanya ke pusat dengan flash disk.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording was on the stick already.</source>
        <translation>
            <numerusform>{n} rekaman sudah ada di flash disk.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording written onto the stick.</source>
        <translation>
            <numerusform>{n} rekaman ditulis ke flash disk.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings</source>
        <translation>
            <numerusform>{n} rekaman</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings approved.</source>
        <translation>
            <numerusform>{n} rekaman disetujui.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings are not at the office yet, the oldest since {day}.</source>
        <translation>
            <numerusform>{n} rekaman belum sampai di pusat, yang terlama sejak {day}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings are on the stick.</source>
        <translation>
            <numerusform>{n} rekaman ada di flash disk.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings sent back.</source>
        <translation>
            <numerusform>{n} rekaman dikembalikan.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings to the office, {size} MB</source>
        <translation>
            <numerusform>{n} rekaman untuk pusat, {size} MB</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings wait for approval again.</source>
        <translation>
            <numerusform>{n} rekaman kembali menunggu persetujuan.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings wait for the office.</source>
        <translation>
            <numerusform>{n} rekaman antre untuk pusat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} refused by the office</source>
        <translation>
            <numerusform>{n} ditolak pusat</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} resident</source>
        <translation>
            <numerusform>{n} warga</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} sent back</source>
        <translation>
            <numerusform>{n} dikembalikan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} tests</source>
        <translation>
            <numerusform>{n} kali uji</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} times</source>
        <translation>
            <numerusform>{n} kali</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} try</source>
        <translation>
            <numerusform>{n} percobaan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} unsent</source>
        <translation>
            <numerusform>{n} belum terkirim</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} wait for a restart</source>
        <translation>
            <numerusform>{n} menunggu program dibuka ulang</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} warning left</source>
        <translation>
            <numerusform>sisa {n} peringatan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} were on the stick that was written on {moment}. Bring it back.</source>
        <translation>
            <numerusform>{n} ada di flash disk yang ditulis {moment}. Bawa kembali flash disk itu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} were put on a stick on {day}: its receipts must come back.</source>
        <translation>
            <numerusform>{n} ditulis ke flash disk tanggal {day}: tanda terimanya harus dibawa pulang.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} with exceptions</source>
        <translation>
            <numerusform>{n} dengan pengecualian</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} years</source>
        <translation>
            <numerusform>{n} tahun</numerusform>
        </translation>
    </message>
    <message>
        <source>{paper} · page {page} of {all}</source>
        <translation>{paper} · halaman {page} dari {all}</translation>
    </message>
    <message>
        <source>{poor} not good yet. {advice}</source>
        <translation>{poor} belum bagus. {advice}</translation>
    </message>
    <message>
        <source>{port} is no port: 0 to 65535.</source>
        <translation>{port} bukan nomor port: 0 sampai 65535.</translation>
    </message>
    <message>
        <source>{rate} kbit/s</source>
        <translation>{rate} kbit/dtk</translation>
    </message>
    <message>
        <source>{reader} gives no images and cannot record. Connect another scanner.</source>
        <translation>{reader} tidak memberi gambar dan tidak dapat merekam. Sambungkan pemindai lain.</translation>
    </message>
    <message>
        <source>{ready} of {all} ready</source>
        <translation>{ready} dari {all} siap</translation>
    </message>
    <message numerus="yes">
        <source>{receipts} receipts came back, but {n} files or receipts were not genuine or damaged.</source>
        <translation>
            <numerusform>{receipts} tanda terima tiba, tetapi {n} berkas atau tanda terima rusak atau tidak asli.</numerusform>
        </translation>
    </message>
    <message>
        <source>{share} %</source>
        <translation>{share} %</translation>
    </message>
    <message>
        <source>{size} GB</source>
        <translation>{size} GB</translation>
    </message>
    <message>
        <source>{size} KB</source>
        <translation>{size} KB</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} MB</translation>
    </message>
    <message>
        <source>{taken} residents were taken in.</source>
        <translation>{taken} warga sudah dimasukkan.</translation>
    </message>
    <message numerus="yes">
        <source>{tests}, failed {n} times</source>
        <translation>
            <numerusform>{tests}, gagal {n} kali</numerusform>
        </translation>
    </message>
    <message>
        <source>{text} is not a whole number from {least} to {most}.</source>
        <translation>{text} bukan bilangan bulat dari {least} sampai {most}.</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>sisa {time}</translation>
    </message>
    <message>
        <source>{total} faults, the first {shown} of them:</source>
        <translation>{total} kesalahan, ini {shown} yang pertama:</translation>
    </message>
    <message>
        <source>{value} %</source>
        <translation>{value} %</translation>
    </message>
    <message>
        <source>{value} % without detail</source>
        <translation>{value} % tanpa rincian</translation>
    </message>
    <message>
        <source>{value} GB</source>
        <translation>{value} GB</translation>
    </message>
    <message>
        <source>{value} GB free</source>
        <translation>{value} GB kosong</translation>
    </message>
    <message>
        <source>{value} MB</source>
        <translation>{value} MB</translation>
    </message>
    <message>
        <source>{value} MB free</source>
        <translation>{value} MB bebas</translation>
    </message>
    <message>
        <source>{value} MB in all</source>
        <translation>{value} MB seluruhnya</translation>
    </message>
    <message>
        <source>{value} baud</source>
        <translation>{value} baud</translation>
    </message>
    <message>
        <source>{value} bytes</source>
        <translation>{value} bita</translation>
    </message>
    <message>
        <source>{value} frames/s</source>
        <translation>{value} bingkai/dtk</translation>
    </message>
    <message>
        <source>{value} kbit/s</source>
        <translation>{value} kbit/dtk</translation>
    </message>
    <message>
        <source>{value} kbit/s to the office</source>
        <translation>{value} kbit/dtk ke kantor</translation>
    </message>
    <message>
        <source>{value} mm²</source>
        <translation>{value} mm²</translation>
    </message>
    <message>
        <source>{value} ms</source>
        <translation>{value} md</translation>
    </message>
    <message>
        <source>{value} ms late</source>
        <translation>terlambat {value} md</translation>
    </message>
    <message>
        <source>{value} pixels</source>
        <translation>{value} piksel</translation>
    </message>
    <message>
        <source>{value} s</source>
        <translation>{value} dtk</translation>
    </message>
    <message>
        <source>{value} s beside its own count</source>
        <translation>{value} dtk dari hitungannya sendiri</translation>
    </message>
    <message>
        <source>{value} s from the office</source>
        <translation>selisih {value} dtk dari pusat</translation>
    </message>
    <message>
        <source>{value}: a stand-in, not a real device</source>
        <translation>{value}: tiruan, bukan perangkat sungguhan</translation>
    </message>
    <message>
        <source>{weekday}, {date}</source>
        <translation>{weekday}, {date}</translation>
    </message>
    <message>
        <source>{what} {way_out}</source>
        <translation>{what} {way_out}</translation>
    </message>
    <message>
        <source>{what}: cannot be taken, because …</source>
        <translation>{what}: tidak bisa diambil, karena …</translation>
    </message>
    <message>
        <source>{who} and {count} more</source>
        <translation>{who} dan {count} lainnya</translation>
    </message>
    <message>
        <source>{zone} is no time zone.</source>
        <translation>{zone} bukan zona waktu.</translation>
    </message>
    <message>
        <source>“0”, “/dev/video0”, a path, or “http://…”</source>
        <translation>“0”, “/dev/video0”, sebuah lokasi, atau “http://…”</translation>
    </message>
    <message>
        <source>“0”, “/dev/video0”, “sbi”, “sbi:SERIAL”, a path, or “http://…”</source>
        <translation>“0”, “/dev/video0”, “sbi”, “sbi:SERIAL”, jalur berkas, atau “http://…”</translation>
    </message>
    <message>
        <source>“auto”, a port like “/dev/ttyUSB0” or “COM3”, or “socket://host:port”</source>
        <translation>“auto”, port seperti “/dev/ttyUSB0” atau “COM3”, atau “socket://host:port”</translation>
    </message>
    <message>
        <source>“auto”, a port like “/dev/ttyUSB0” or “COM3”, “usb”, “usb:DRIVER”, “sbi”, “sbi:SERIAL” or “socket://host:port”</source>
        <translation>“auto”, port seperti “/dev/ttyUSB0” atau “COM3”, “usb”, “usb:DRIVER”, “sbi”, “sbi:SERIAL” atau “socket://host:port”</translation>
    </message>
    <message>
        <source>“auto”, “auto:SERIAL”, a port like “/dev/ttyUSB0” or “COM3”, “usb”, “usb:DRIVER”, “usb:DRIVER:SERIAL”, “sbi”, “sbi:SERIAL” or “socket://host:port”</source>
        <translation>“auto”, “auto:SERI”, port seperti “/dev/ttyUSB0” atau “COM3”, “usb”, “usb:DRIVER”, “usb:DRIVER:SERI”, “sbi”, “sbi:SERI” atau “socket://host:port”</translation>
    </message>
    <message>
        <source>“auto”, “light”, “dark” or “contrast”</source>
        <translation>“auto”, “light”, “dark” atau “contrast”</translation>
    </message>
    <message>
        <source>“auto”, “yes” or “no”</source>
        <translation>“auto”, “yes” atau “no”</translation>
    </message>
    <message>
        <source>“id” or “en”</source>
        <translation>“id” atau “en”</translation>
    </message>
    <message>
        <source>“none”, “sbi” or “sbi:SERIAL”</source>
        <translation>“none”, “sbi” atau “sbi:SERIAL”</translation>
    </message>
    <message>
        <source>“none”, “system”, “system:NAME” or “pdf:FOLDER”</source>
        <translation>“none”, “system”, “system:NAMA” atau “pdf:FOLDER”</translation>
    </message>
    <message>
        <source>“none”, “system”, “system:NAME”, “escpos:usb”, “escpos:usb:VENDOR:PRODUCT”, “escpos:serial:PORT”, “escpos:serial:PORT@BAUD”, “escpos:tcp:HOST:PORT” or “pdf:FOLDER”</source>
        <translation>“none”, “system”, “system:NAMA”, “escpos:usb”, “escpos:usb:VENDOR:PRODUCT”, “escpos:serial:PORT”, “escpos:serial:PORT@BAUD”, “escpos:tcp:HOST:PORT” atau “pdf:FOLDER”</translation>
    </message>
    <message>
        <source>“none”, “system”, “system:NAME”, “escpos:usb”, “escpos:usb:VENDOR:PRODUCT”, “escpos:serial:PORT”, “escpos:tcp:HOST:PORT” or “pdf:FOLDER”</source>
        <translation>“none”, “system”, “system:NAMA”, “escpos:usb”, “escpos:usb:VENDOR:PRODUCT”, “escpos:serial:PORT”, “escpos:tcp:HOST:PORT” atau “pdf:FOLDER”</translation>
    </message>
    <message>
        <source>“{found}” is no span of hours. Write “08.00-11.30”, several with a comma between them.</source>
        <translation>“{found}” bukan rentang jam. Tulis “08.00-11.30”, beberapa dipisah koma.</translation>
    </message>
    <message>
        <source>“{found}” is not in the list of values.</source>
        <translation>“{found}” tidak ada dalam daftar nilai.</translation>
    </message>
    <message>
        <source>“{found}” was changed by a spreadsheet program. Export the column as text again.</source>
        <translation>“{found}” sudah diubah oleh program lembar kerja. Ekspor lagi kolom ini sebagai teks.</translation>
    </message>
    <message>
        <source>“{key}” may be {allowed}</source>
        <translation>“{key}” hanya boleh {allowed}</translation>
    </message>
    <message>
        <source>“{program}” failed: {reason}</source>
        <translation>“{program}” gagal: {reason}</translation>
    </message>
    <message>
        <source>“{step}” is not finished: {missing}</source>
        <translation>“{step}” belum selesai: {missing}</translation>
    </message>
    <message>
        <source>“{text}” is no change. Write the setting, =, and its value, for example warn_days=3.</source>
        <translation>“{text}” bukan perubahan. Tulis nama pengaturan, =, lalu nilainya, misalnya warn_days=3.</translation>
    </message>
    <message>
        <source>“{value}” cannot be used here.</source>
        <translation>“{value}” tidak bisa dipakai di sini.</translation>
    </message>
</context>
</TS>
