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
        <source>Another program is using the data of this booth. Wait a moment, then try again.</source>
        <translation>Program lain sedang memakai data bilik ini. Tunggu sebentar, lalu coba lagi.</translation>
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
        <source>Copy the data folder to another disk first. Then restore the last backup.</source>
        <translation>Salin dulu folder data ke diska lain. Setelah itu pulihkan cadangan terakhir.</translation>
    </message>
    <message>
        <source>Empty the recycle bin and remove old downloads; never delete files of the data folder.</source>
        <translation>Kosongkan tempat sampah dan hapus unduhan lama; jangan hapus berkas di folder data.</translation>
    </message>
    <message>
        <source>Keep this data folder as evidence and report it; recordings are not affected.</source>
        <translation>Simpan folder data ini sebagai bukti dan laporkan; rekaman tidak terpengaruh.</translation>
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
        <source>Only a supervisor or a technician may do this.</source>
        <translation>Hanya penyelia atau teknisi yang boleh melakukan ini.</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Run “booth provision” on this data folder, or restore a backup.</source>
        <translation>Jalankan “booth provision” pada folder data ini, atau pulihkan cadangan.</translation>
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
        <source>The activity log was changed from outside (entry {row}). Call the technician.</source>
        <translation>Catatan kegiatan diubah dari luar (baris {row}). Panggil teknisi.</translation>
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
        <source>The disk is full. Nothing was lost; free some space, then try again.</source>
        <translation>Diska penuh. Tidak ada yang hilang; kosongkan sebagian ruang, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The login “{login}” is already in use. Choose another one.</source>
        <translation>Nama masuk “{login}” sudah dipakai. Pilih yang lain.</translation>
    </message>
    <message>
        <source>The password needs at least {least} characters.</source>
        <translation>Kata sandi paling sedikit {least} karakter.</translation>
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
        <source>This recording is already saved and cannot be changed.</source>
        <translation>Rekaman ini sudah disimpan dan tidak dapat diubah.</translation>
    </message>
    <message>
        <source>This recording is not on this booth any more. Open the list again.</source>
        <translation>Rekaman ini tidak ada lagi di bilik ini. Buka lagi daftarnya.</translation>
    </message>
    <message>
        <source>You are logged out. Log in again.</source>
        <translation>Anda sudah keluar. Masuk lagi.</translation>
    </message>
    <message>
        <source>You cannot switch off your own login. Ask another supervisor or technician.</source>
        <translation>Anda tidak dapat menonaktifkan nama masuk sendiri. Minta penyelia atau teknisi lain.</translation>
    </message>
</context>
</TS>
