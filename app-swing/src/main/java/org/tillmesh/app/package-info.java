/**
 * The till with a face. A room a family of screens: a view builds components, a presenter without Swing decides, the
 * till behind does, always on its own thread and never on Swing's. Texts are in bundles, colours and sizes in the
 * theme, keys in a map of each screen.
 *
 * <p>Start at {@link org.tillmesh.app.TillWindow}, then {@link org.tillmesh.app.Whereabouts} (place and session).
 *
 * <p>Must not know: stores, streams, the tax authority. It asks the doors of the till.
 */
@NullMarked
package org.tillmesh.app;

import org.jspecify.annotations.NullMarked;
