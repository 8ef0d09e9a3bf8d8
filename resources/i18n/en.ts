<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>booth</name>
    <message numerus="yes">
        <source>Office and booth are up. {n} residents are recorded now.</source>
        <translation>
            <numerusform>Office and booth are up. {n} resident is recorded now.</numerusform>
            <numerusform>Office and booth are up. {n} residents are recorded now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wait {n} seconds, then try again.</source>
        <translation>
            <numerusform>Wait {n} second, then try again.</numerusform>
            <numerusform>Wait {n} seconds, then try again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>first {n}</source>
        <translation>
            <numerusform>first {n}</numerusform>
            <numerusform>first {n}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>step {n} of {of}: {step}</source>
        <translation>
            <numerusform>step {n} of {of}: {step}</numerusform>
            <numerusform>step {n} of {of}: {step}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the oldest for {n} days</source>
        <translation>
            <numerusform>the oldest for {n} day</numerusform>
            <numerusform>the oldest for {n} days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the oldest for {n} hours</source>
        <translation>
            <numerusform>the oldest for {n} hour</numerusform>
            <numerusform>the oldest for {n} hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the oldest for {n} minutes</source>
        <translation>
            <numerusform>the oldest for {n} minute</numerusform>
            <numerusform>the oldest for {n} minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} draft</source>
        <translation>
            <numerusform>{n} draft</numerusform>
            <numerusform>{n} drafts</numerusform>
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
        <source>{n} field to correct</source>
        <translation>
            <numerusform>{n} field to correct</numerusform>
            <numerusform>{n} fields to correct</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} found</source>
        <translation>
            <numerusform>{n} found</numerusform>
            <numerusform>{n} found</numerusform>
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
    <message numerus="yes">
        <source>{n} resident</source>
        <translation>
            <numerusform>{n} resident</numerusform>
            <numerusform>{n} residents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} unsent</source>
        <translation>
            <numerusform>{n} unsent</numerusform>
            <numerusform>{n} unsent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} warning left</source>
        <translation>
            <numerusform>{n} warning left</numerusform>
            <numerusform>{n} warnings left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} years</source>
        <translation>
            <numerusform>{n} year</numerusform>
            <numerusform>{n} years</numerusform>
        </translation>
    </message>
</context>
</TS>
