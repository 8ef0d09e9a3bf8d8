<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>booth</name>
    <message numerus="yes">
        <source>Approve all {n}</source>
        <translation>
            <numerusform>Approve it</numerusform>
            <numerusform>Approve all {n}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approve {n}</source>
        <translation>
            <numerusform>Approve {n}</numerusform>
            <numerusform>Approve {n}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approve {n} recordings?</source>
        <translation>
            <numerusform>Approve {n} recording?</numerusform>
            <numerusform>Approve {n} recordings?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lossless images of {n} recordings follow, {size} MB.</source>
        <translation>
            <numerusform>Lossless images of {n} recording follow, {size} MB.</numerusform>
            <numerusform>Lossless images of {n} recordings follow, {size} MB.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No new recordings now: {n} are not at the office yet, the oldest since {day}.</source>
        <translation>
            <numerusform>No new recordings now: {n} is not at the office yet, since {day}.</numerusform>
            <numerusform>No new recordings now: {n} are not at the office yet, the oldest since {day}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Office and booth are up. {n} residents are recorded now.</source>
        <translation>
            <numerusform>Office and booth are up. {n} resident is recorded now.</numerusform>
            <numerusform>Office and booth are up. {n} residents are recorded now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the {n} without exceptions</source>
        <translation>
            <numerusform>Only the one without exceptions</numerusform>
            <numerusform>Only the {n} without exceptions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Over a bad line at least {n} residents are recorded. Use a larger number with --residents.</source>
        <translation>
            <numerusform>Over a bad line at least {n} resident is recorded. Use a larger number with --residents.</numerusform>
            <numerusform>Over a bad line at least {n} residents are recorded. Use a larger number with --residents.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Register of {day} taken in: {n} changed</source>
        <translation>
            <numerusform>Register of {day} taken in: {n} changed</numerusform>
            <numerusform>Register of {day} taken in: {n} changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace by these {n}</source>
        <translation>
            <numerusform>Replace by this one</numerusform>
            <numerusform>Replace by these {n}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped. {n} recording is not on the stick yet.</source>
        <translation>
            <numerusform>Stopped. {n} recording is not on the stick yet.</numerusform>
            <numerusform>Stopped. {n} recordings are not on the stick yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take in {n}</source>
        <translation>
            <numerusform>Take in {n} resident</numerusform>
            <numerusform>Take in {n} residents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last backup is {n} days old.</source>
        <translation>
            <numerusform>The last backup is one day old.</numerusform>
            <numerusform>The last backup is {n} days old.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The office did not take {n} recording from the stick ({codes}). It is kept here: write the stick again, and call the technician if that does not help.</source>
        <translation>
            <numerusform>The office did not take {n} recording from the stick ({codes}). It is kept here: write the stick again, and call the technician if that does not help.</numerusform>
            <numerusform>The office did not take {n} recordings from the stick ({codes}). They are kept here: write the stick again, and call the technician if that does not help.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The office has {n} recordings of this booth that were not made here.</source>
        <translation>
            <numerusform>The office has one recording of this booth that was not made here.</numerusform>
            <numerusform>The office has {n} recordings of this booth that were not made here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The office has {n} recordings that were made after the backup. They are safe there.</source>
        <translation>
            <numerusform>The office has one recording that was made after the backup. It is safe there.</numerusform>
            <numerusform>The office has {n} recordings that were made after the backup. They are safe there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The stick is full. {n} recording is not on it and needs {room} MB more. Take a second stick, or come again when this one was read at the office.</source>
        <translation>
            <numerusform>The stick is full. {n} recording is not on it and needs {room} MB more. Take a second stick, or come again when this one was read at the office.</numerusform>
            <numerusform>The stick is full. {n} recordings are not on it and need {room} MB more. Take a second stick, or come again when this one was read at the office.</numerusform>
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
        <source>and {n} refused</source>
        <translation>
            <numerusform>and {n} refused</numerusform>
            <numerusform>and {n} refused</numerusform>
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
        <source>of {n} recorded today</source>
        <translation>
            <numerusform>of {n} recorded today</numerusform>
            <numerusform>of {n} recorded today</numerusform>
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
        <source>{booth}: {n} lossless image set taken in.</source>
        <translation>
            <numerusform>{booth}: {n} lossless image set taken in.</numerusform>
            <numerusform>{booth}: {n} lossless image sets taken in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{booth}: {n} receipt written onto the stick.</source>
        <translation>
            <numerusform>{booth}: {n} receipt written onto the stick.</numerusform>
            <numerusform>{booth}: {n} receipts written onto the stick.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{booth}: {n} recording is damaged or not genuine ({codes}). It was not taken; the booth keeps it and carries it again.</source>
        <translation>
            <numerusform>{booth}: {n} recording is damaged or not genuine ({codes}). It was not taken; the booth keeps it and carries it again.</numerusform>
            <numerusform>{booth}: {n} recordings are damaged or not genuine ({codes}). They were not taken; the booth keeps them and carries them again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{booth}: {n} recording taken in from the stick.</source>
        <translation>
            <numerusform>{booth}: {n} recording taken in from the stick.</numerusform>
            <numerusform>{booth}: {n} recordings taken in from the stick.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{booth}: {n} recording was here already.</source>
        <translation>
            <numerusform>{booth}: {n} recording was here already.</numerusform>
            <numerusform>{booth}: {n} recordings were here already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{day}, {n} of them here</source>
        <translation>
            <numerusform>{day}, {n} of them here</numerusform>
            <numerusform>{day}, {n} of them here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} GB free</source>
        <translation>
            <numerusform>{n} GB free</numerusform>
            <numerusform>{n} GB free</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} MB free</source>
        <translation>
            <numerusform>{n} MB free</numerusform>
            <numerusform>{n} MB free</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} can log in</source>
        <translation>
            <numerusform>{n} can log in</numerusform>
            <numerusform>{n} can log in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} changes the last time</source>
        <translation>
            <numerusform>{n} change the last time</numerusform>
            <numerusform>{n} changes the last time</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} connections</source>
        <translation>
            <numerusform>{n} connection</numerusform>
            <numerusform>{n} connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} d</source>
        <translation>
            <numerusform>{n} d</numerusform>
            <numerusform>{n} d</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} day ago</source>
        <translation>
            <numerusform>{n} day ago</numerusform>
            <numerusform>{n} days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days</source>
        <translation>
            <numerusform>{n} day</numerusform>
            <numerusform>{n} days</numerusform>
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
        <source>{n} exceptions</source>
        <translation>
            <numerusform>{n} exception</numerusform>
            <numerusform>{n} exceptions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} exceptions: fingers, photo, signature or verification</source>
        <translation>
            <numerusform>{n} exception: fingers, photo, signature or verification</numerusform>
            <numerusform>{n} exceptions: fingers, photo, signature or verification</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} exceptions: fingers, photo, signature, verification, papers or corrected data</source>
        <translation>
            <numerusform>{n} exception: fingers, photo, signature, verification, papers or corrected data</numerusform>
            <numerusform>{n} exceptions: fingers, photo, signature, verification, papers or corrected data</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} failed</source>
        <translation>
            <numerusform>{n} failed</numerusform>
            <numerusform>{n} failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} faults</source>
        <translation>
            <numerusform>{n} fault</numerusform>
            <numerusform>{n} faults</numerusform>
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
        <source>{n} fields corrected</source>
        <translation>
            <numerusform>{n} field corrected</numerusform>
            <numerusform>{n} fields corrected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} file on the stick is damaged or not from our office. It was not used.</source>
        <translation>
            <numerusform>{n} file on the stick is damaged or not from our office. It was not used.</numerusform>
            <numerusform>{n} files on the stick are damaged or not from our office. They were not used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} finger below the limit</source>
        <translation>
            <numerusform>{n} finger below the limit</numerusform>
            <numerusform>{n} fingers below the limit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} finger cannot be taken</source>
        <translation>
            <numerusform>{n} finger cannot be taken</numerusform>
            <numerusform>{n} fingers cannot be taken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} finger looks like another</source>
        <translation>
            <numerusform>{n} finger looks like another</numerusform>
            <numerusform>{n} fingers look like others</numerusform>
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
        <source>{n} h</source>
        <translation>
            <numerusform>{n} h</numerusform>
            <numerusform>{n} h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hours</source>
        <translation>
            <numerusform>{n} hour</numerusform>
            <numerusform>{n} hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lines</source>
        <translation>
            <numerusform>{n} line</numerusform>
            <numerusform>{n} lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lines were not understood by this version.</source>
        <translation>
            <numerusform>{n} line was not understood by this version.</numerusform>
            <numerusform>{n} lines were not understood by this version.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lossless image set written onto the stick, too.</source>
        <translation>
            <numerusform>{n} lossless image set written onto the stick, too.</numerusform>
            <numerusform>{n} lossless image sets written onto the stick, too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lost from the queue: call the technician</source>
        <translation>
            <numerusform>{n} lost from the queue: call the technician</numerusform>
            <numerusform>{n} lost from the queue: call the technician</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} min</source>
        <translation>
            <numerusform>{n} min</numerusform>
            <numerusform>{n} min</numerusform>
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
        <source>{n} minutes</source>
        <translation>
            <numerusform>{n} minute</numerusform>
            <numerusform>{n} minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more</source>
        <translation>
            <numerusform>{n} more</numerusform>
            <numerusform>{n} more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more booths {count}</source>
        <translation>
            <numerusform>{n} more booth {count}</numerusform>
            <numerusform>{n} more booths {count}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} need attention</source>
        <translation>
            <numerusform>{n} needs attention</numerusform>
            <numerusform>{n} need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} not there</source>
        <translation>
            <numerusform>{n} not there</numerusform>
            <numerusform>{n} not there</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of them have exceptions</source>
        <translation>
            <numerusform>{n} of them has exceptions</numerusform>
            <numerusform>{n} of them have exceptions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of them here</source>
        <translation>
            <numerusform>{n} of them here</numerusform>
            <numerusform>{n} of them here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} other kecamatan</source>
        <translation>
            <numerusform>{n} other kecamatan</numerusform>
            <numerusform>{n} other kecamatan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} packet of {size} bytes was added to {booth}.</source>
        <translation>
            <numerusform>{n} packet of {size} bytes was added to {booth}.</numerusform>
            <numerusform>{n} packets of {size} bytes were added to {booth}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} pages kept</source>
        <translation>
            <numerusform>{n} page kept</numerusform>
            <numerusform>{n} pages kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} paper waits for the printer.</source>
        <translation>
            <numerusform>{n} paper waits for the printer.</numerusform>
            <numerusform>{n} papers wait for the printer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} passed</source>
        <translation>
            <numerusform>{n} passed</numerusform>
            <numerusform>{n} passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} photo taken</source>
        <translation>
            <numerusform>{n} photo taken</numerusform>
            <numerusform>{n} photos taken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} receipt is not genuine. Nothing was deleted for it; call the technician.</source>
        <translation>
            <numerusform>{n} receipt is not genuine. Nothing was deleted for it; call the technician.</numerusform>
            <numerusform>{n} receipts are not genuine. Nothing was deleted for them; call the technician.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} receipts came back: these recordings are safe at the office.</source>
        <translation>
            <numerusform>{n} receipt came back: this recording is safe at the office.</numerusform>
            <numerusform>{n} receipts came back: these recordings are safe at the office.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recorded</source>
        <translation>
            <numerusform>{n} recorded</numerusform>
            <numerusform>{n} recorded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording</source>
        <translation>
            <numerusform>{n} recording</numerusform>
            <numerusform>{n} recordings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording is damaged here and was not written. Call the technician.</source>
        <translation>
            <numerusform>{n} recording is damaged here and was not written. Call the technician.</numerusform>
            <numerusform>{n} recordings are damaged here and were not written. Call the technician.</numerusform>
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
        <source>{n} recording that the office has was taken off the stick.</source>
        <translation>
            <numerusform>{n} recording that the office has was taken off the stick.</numerusform>
            <numerusform>{n} recordings that the office has were taken off the stick.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording waits here. A courier takes it to the office on a stick.</source>
        <translation>
            <numerusform>{n} recording waits here. A courier takes it to the office on a stick.</numerusform>
            <numerusform>{n} recordings wait here. A courier takes them to the office on a stick.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording was on the stick already.</source>
        <translation>
            <numerusform>{n} recording was on the stick already.</numerusform>
            <numerusform>{n} recordings were on the stick already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recording written onto the stick.</source>
        <translation>
            <numerusform>{n} recording written onto the stick.</numerusform>
            <numerusform>{n} recordings written onto the stick.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings</source>
        <translation>
            <numerusform>{n} recording</numerusform>
            <numerusform>{n} recordings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings approved.</source>
        <translation>
            <numerusform>{n} recording approved.</numerusform>
            <numerusform>{n} recordings approved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings are not at the office yet, the oldest since {day}.</source>
        <translation>
            <numerusform>{n} recording is not at the office yet, since {day}.</numerusform>
            <numerusform>{n} recordings are not at the office yet, the oldest since {day}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings are on the stick.</source>
        <translation>
            <numerusform>{n} recording is on the stick.</numerusform>
            <numerusform>{n} recordings are on the stick.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings sent back.</source>
        <translation>
            <numerusform>{n} recording sent back.</numerusform>
            <numerusform>{n} recordings sent back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings to the office, {size} MB</source>
        <translation>
            <numerusform>{n} recording to the office, {size} MB</numerusform>
            <numerusform>{n} recordings to the office, {size} MB</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings wait for approval again.</source>
        <translation>
            <numerusform>{n} recording waits for approval again.</numerusform>
            <numerusform>{n} recordings wait for approval again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} recordings wait for the office.</source>
        <translation>
            <numerusform>{n} recording waits for the office.</numerusform>
            <numerusform>{n} recordings wait for the office.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} refused by the office</source>
        <translation>
            <numerusform>{n} refused by the office</numerusform>
            <numerusform>{n} refused by the office</numerusform>
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
        <source>{n} sent back</source>
        <translation>
            <numerusform>{n} sent back</numerusform>
            <numerusform>{n} sent back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} tests</source>
        <translation>
            <numerusform>{n} test</numerusform>
            <numerusform>{n} tests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} times</source>
        <translation>
            <numerusform>once</numerusform>
            <numerusform>{n} times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} try</source>
        <translation>
            <numerusform>{n} try</numerusform>
            <numerusform>{n} tries</numerusform>
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
        <source>{n} wait for a restart</source>
        <translation>
            <numerusform>{n} waits for a restart</numerusform>
            <numerusform>{n} wait for a restart</numerusform>
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
        <source>{n} were on the stick that was written on {moment}. Bring it back.</source>
        <translation>
            <numerusform>{n} was on the stick that was written on {moment}. Bring it back.</numerusform>
            <numerusform>{n} were on the stick that was written on {moment}. Bring it back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} were put on a stick on {day}: its receipts must come back.</source>
        <translation>
            <numerusform>{n} was put on a stick on {day}: its receipt must come back.</numerusform>
            <numerusform>{n} were put on a stick on {day}: its receipts must come back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} with exceptions</source>
        <translation>
            <numerusform>{n} with exceptions</numerusform>
            <numerusform>{n} with exceptions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} years</source>
        <translation>
            <numerusform>{n} year</numerusform>
            <numerusform>{n} years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{receipts} receipts came back, but {n} files or receipts were not genuine or damaged.</source>
        <translation>
            <numerusform>{receipts} receipts came back, but {n} file or receipt was not genuine or damaged.</numerusform>
            <numerusform>{receipts} receipts came back, but {n} files or receipts were not genuine or damaged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{tests}, failed {n} times</source>
        <translation>
            <numerusform>{tests}, failed once</numerusform>
            <numerusform>{tests}, failed {n} times</numerusform>
        </translation>
    </message>
</context>
</TS>
