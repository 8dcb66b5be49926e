/**
 * Payment terminals that take text in frames: {@code STX … ETX}, with or without a checksum. How a request is written and
 * where an answer's fields stand is a profile, a file of data.
 *
 * <p>Start at {@link org.tillmesh.hardware.framed.FramedTerminal}; {@link org.tillmesh.hardware.framed.FramedProfile} reads
 * a profile and names the line that can't be meant.
 *
 * <p>Must not know: sales, the store, how a line is opened.
 */
@NullMarked
package org.tillmesh.hardware.framed;

import org.jspecify.annotations.NullMarked;
