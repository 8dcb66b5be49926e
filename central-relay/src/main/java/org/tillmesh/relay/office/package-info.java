/**
 * What head office answers and writes: sales, catalogue, requests, gift cards' escrow, PINs, tax profiles.
 */
@NullMarked
package org.tillmesh.relay.office;

import org.jspecify.annotations.NullMarked;
