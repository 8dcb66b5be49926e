/**
 * What every room of the till stands on: the open folder and its keys, the lock of all commands, the clock, who is
 * logged in, the way to head office, refusals.
 *
 * <p>Start at {@link org.tillmesh.till.shop.Shop}, then {@link org.tillmesh.till.shop.TillFolder} and
 * {@link org.tillmesh.till.shop.TillLock}.
 *
 * <p>Must not know: any other room of the till.
 */
@NullMarked
package org.tillmesh.till.shop;

import org.jspecify.annotations.NullMarked;
