# Customer displays. start: sent once after opening; upper and lower: before the text of each row; page: a Java charset.

[epson-dm]              # Epson DM-D and most that "emulate Epson": US $ n m moves, character table 0
start = 1B 40 1B 74 00 0C
upper = 1F 24 01 01
lower = 1F 24 01 02
page = IBM437

[epson-dm-arabic]       # the same with the Arabic code page 1256
start = 1B 40 1B 74 32 0C
upper = 1F 24 01 01
lower = 1F 24 01 02
page = windows-1256

[cd5220]                # ESC Q A/B text CR
start = 1B 40 0C
upper = 1B 51 41
lower = 1B 51 42
end = 0D
page = IBM437

[plain]                 # form feed clears, then two rows one behind the other
start =
upper = 0C
lower =
page = US-ASCII
