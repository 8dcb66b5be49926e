/**
 * Byte lines to devices: TCP, serial, a device file, the machine's print spooler. Every call has a deadline; a line that
 * broke is opened anew by {@link org.tillmesh.hardware.line.KeptLine}.
 *
 * <p>Start at {@link org.tillmesh.hardware.line.Line}; an address becomes one in
 * {@link org.tillmesh.hardware.line.LineAddress}.
 *
 * <p>Must not know: what the bytes mean.
 */
@NullMarked
package org.tillmesh.hardware.line;

import org.jspecify.annotations.NullMarked;
