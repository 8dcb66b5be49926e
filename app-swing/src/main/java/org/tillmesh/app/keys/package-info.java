/**
 * Keys and scans: which key was pressed, what it means on the screen in front, and what a scanner typed. Start at
 * {@link org.tillmesh.app.keys.KeyMap}. Knows no screen and no desk.
 */
@NullMarked
package org.tillmesh.app.keys;

import org.jspecify.annotations.NullMarked;
