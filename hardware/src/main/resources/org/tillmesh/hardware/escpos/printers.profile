# Receipt printers that speak ESC/POS. Dots are those of one printed row; 203 dpi unless the name says so.
# cut: full, partial or none.  qr: raster (as in the picture) or native (GS ( k).
# status: asked (DLE EOT before a page, GS r after it) or none, for printers that print what they are asked.
# pin: of the drawer's plug, 2 or 5.

[generic-80]
dots = 576
cut = full

[generic-58]
dots = 384
cut = none

[epson-tm-80]          # TM-T20, TM-T88: 80 mm, 576 dots of 180 to 203 dpi
dots = 576
cut = partial
qr = native

[epson-tm-58]
dots = 420
cut = partial
qr = native

[star-line-80]         # Star in its ESC/POS mode
dots = 576
cut = partial

[wide-80-300dpi]
dots = 840
cut = full

[mute-80]              # prints DLE EOT as letters
dots = 576
cut = full
status = none
