/**
 * Head office's pages for people: a class a page, and the files that pages load. A page shows what the API answers to its
 * script; it decides nothing.
 */
@NullMarked
package org.tillmesh.relay.console;

import org.jspecify.annotations.NullMarked;
