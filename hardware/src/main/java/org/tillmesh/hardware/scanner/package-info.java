/**
 * Scanners: those on a line of their own, and those that type like a keyboard, told from a person by how fast they do.
 *
 * <p>Start at {@link org.tillmesh.hardware.scanner.LineScanner} and {@link org.tillmesh.hardware.scanner.WedgeProfile}.
 *
 * <p>Must not know: what a code stands for.
 */
@NullMarked
package org.tillmesh.hardware.scanner;

import org.jspecify.annotations.NullMarked;
