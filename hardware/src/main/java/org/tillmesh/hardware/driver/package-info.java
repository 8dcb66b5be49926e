/**
 * Every driver by its name: from kind, driver, address and settings to a device.
 *
 * <p>Start at {@link org.tillmesh.hardware.driver.Driver}.
 *
 * <p>Must not know: where the settings are kept.
 */
@NullMarked
package org.tillmesh.hardware.driver;

import org.jspecify.annotations.NullMarked;
