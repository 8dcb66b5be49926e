/**
 * Head office's pages for people: a class a page, and the files that pages load. A page shows what the API answers to
 * its script.
 *
 * <p>Start at {@link org.tillmesh.relay.console.Console}.
 *
 * <p>Must not know: stores and sales. It decides nothing.
 */
@NullMarked
package org.tillmesh.relay.console;

import org.jspecify.annotations.NullMarked;
