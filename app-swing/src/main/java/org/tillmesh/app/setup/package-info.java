/**
 * Activation of a new till.
 *
 * <p>Start at {@link org.tillmesh.app.setup.ActivationPresenter}.
 *
 * <p>Must not know: keys and certificates.
 */
@NullMarked
package org.tillmesh.app.setup;

import org.jspecify.annotations.NullMarked;
