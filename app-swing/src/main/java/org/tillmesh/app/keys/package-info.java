/**
 * Keys and scans: which key means which action on a screen, and how the letters of a scanner are told from a person's.
 *
 * <p>Start at {@link org.tillmesh.app.keys.KeyMap}, then {@link org.tillmesh.app.keys.ScanCapture}.
 *
 * <p>Must not know: any screen, and the till.
 */
@NullMarked
package org.tillmesh.app.keys;

import org.jspecify.annotations.NullMarked;
