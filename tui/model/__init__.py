"""What a gallery is: data, ids, rules, diagnosis and the error family. Pure: no I/O, no clock, no Textual, no azure."""
