/**
 * What every room of the till stands on: the open folder and its keys, the lock of all commands, the clock, who is logged in,
 * the way to head office, refusals.
 */
@NullMarked
package org.tillmesh.till.shop;

import org.jspecify.annotations.NullMarked;
