/**
 * ZVT, the protocol of payment terminals whose documents are free (PA00P015: commands and bitmaps, PA00P016: transport):
 * over TCP, and over a serial line.
 *
 * <p>Start at {@link org.tillmesh.hardware.zvt.ZvtTerminal}; {@link org.tillmesh.hardware.zvt.Apdu} is a message,
 * {@link org.tillmesh.hardware.zvt.ZvtFields} what stands in it.
 *
 * <p>Must not know: sales, the store, how a line is opened.
 */
@NullMarked
package org.tillmesh.hardware.zvt;

import org.jspecify.annotations.NullMarked;
