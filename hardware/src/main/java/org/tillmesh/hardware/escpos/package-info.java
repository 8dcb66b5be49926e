/** ESC/POS: commands that know their bytes, and printers that take them over a file, a network socket or a serial line. */
@NullMarked
package org.tillmesh.hardware.escpos;

import org.jspecify.annotations.NullMarked;
