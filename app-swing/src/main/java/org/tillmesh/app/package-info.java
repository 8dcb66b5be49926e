/**
 * The till with a face. Views build components, {@link org.tillmesh.app.sale.SalePresenter} and its like decide without knowing Swing, the till behind
 * ({@link org.tillmesh.till.Till}) does: always on its own thread, never on Swing's. Texts are in bundles, colours and
 * sizes in the theme, keys in {@link org.tillmesh.app.keys.KeyMap}.
 */
@NullMarked
package org.tillmesh.app;

import org.jspecify.annotations.NullMarked;
