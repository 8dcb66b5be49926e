/**
 * How a user likes this window: language, light or dark, size of texts.
 *
 * <p>Start at {@link org.tillmesh.app.settings.SettingsPresenter}.
 *
 * <p>Must not know: what the company decides for its tills.
 */
@NullMarked
package org.tillmesh.app.settings;

import org.jspecify.annotations.NullMarked;
