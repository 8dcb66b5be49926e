/**
 * How the window looks and reads: colours, fonts and sizes, the parts that screens are made of, the two languages, what
 * can be typed.
 *
 * <p>Start at {@link org.tillmesh.app.look.Theme}, then {@link org.tillmesh.app.look.Look}.
 *
 * <p>Must not know: the desk, any screen, the till.
 */
@NullMarked
package org.tillmesh.app.look;

import org.jspecify.annotations.NullMarked;
