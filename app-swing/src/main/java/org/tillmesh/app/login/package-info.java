/**
 * The login screen, and the panel for a new PIN.
 *
 * <p>Start at {@link org.tillmesh.app.login.LoginPresenter}.
 *
 * <p>Must not know: other screens.
 */
@NullMarked
package org.tillmesh.app.login;

import org.jspecify.annotations.NullMarked;
