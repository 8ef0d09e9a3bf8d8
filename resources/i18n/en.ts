<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>booth</name>
    <message numerus="yes">
        <source>Wait {n} seconds, then try again.</source>
        <translation>
            <numerusform>Wait {n} second, then try again.</numerusform>
            <numerusform>Wait {n} seconds, then try again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} faults in the file: nothing was taken in. Mend the file, then try again.</source>
        <translation>
            <numerusform>{n} fault in the file: nothing was taken in. Mend the file, then try again.</numerusform>
            <numerusform>{n} faults in the file: nothing was taken in. Mend the file, then try again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} minute ago</source>
        <translation>
            <numerusform>{n} minute ago</numerusform>
            <numerusform>{n} minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording received by the office.</source>
        <translation>
            <numerusform>{n} recording received by the office.</numerusform>
            <numerusform>{n} recordings received by the office.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording refused by the office and kept here.</source>
        <translation>
            <numerusform>{n} recording refused by the office and kept here.</numerusform>
            <numerusform>{n} recordings refused by the office and kept here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording still to be sent.</source>
        <translation>
            <numerusform>{n} recording still to be sent.</numerusform>
            <numerusform>{n} recordings still to be sent.</numerusform>
        </translation>
    </message>
</context>
</TS>
