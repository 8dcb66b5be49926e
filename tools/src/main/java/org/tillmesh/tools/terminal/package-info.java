/**
 * A payment terminal that is none: it speaks the real bytes, does on demand whatever a terminal, its line or its power can
 * do wrong, and keeps what it charged in a file that survives its own end.
 *
 * <p>Start at {@link org.tillmesh.tools.terminal.SimTerminalCommand}.
 *
 * <p>Must not know: the drivers of the house, so that they are not judged by themselves.
 */
@NullMarked
package org.tillmesh.tools.terminal;

import org.jspecify.annotations.NullMarked;
