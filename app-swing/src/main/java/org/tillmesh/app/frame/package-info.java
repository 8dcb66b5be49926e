/**
 * What every screen stands on: the frame of a window, keys, scans, panels over a screen, colours, fonts, texts. Knows
 * no screen.
 */
@NullMarked
package org.tillmesh.app.frame;

import org.jspecify.annotations.NullMarked;
