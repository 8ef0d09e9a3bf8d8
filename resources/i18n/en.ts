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
</context>
</TS>
