/**
 * Every room of the till that has no key of its own at the sale.
 *
 * <p>Start at {@link org.tillmesh.app.menu.MenuPresenter}.
 *
 * <p>Must not know: what the rooms do.
 */
@NullMarked
package org.tillmesh.app.menu;

import org.jspecify.annotations.NullMarked;
