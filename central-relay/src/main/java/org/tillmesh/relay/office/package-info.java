/**
 * What head office answers and writes: sales, catalogue, stock, requests, rights to gift cards, PINs, tax profiles.
 *
 * <p>Start at {@link org.tillmesh.relay.office.Office}.
 *
 * <p>Must not know: HTTP and pages.
 */
@NullMarked
package org.tillmesh.relay.office;

import org.jspecify.annotations.NullMarked;
