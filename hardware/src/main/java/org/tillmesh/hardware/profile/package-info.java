/**
 * Files that describe devices: sections of {@code key = value}, so that another model is data, not code.
 *
 * <p>Start at {@link org.tillmesh.hardware.profile.ProfileFile}.
 *
 * <p>Must not know: any device.
 */
@NullMarked
package org.tillmesh.hardware.profile;

import org.jspecify.annotations.NullMarked;
