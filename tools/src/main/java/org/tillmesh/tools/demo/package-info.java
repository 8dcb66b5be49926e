/**
 * The demo day: a shop with tills and head office that sells, loses its power and its network, and is checked at the
 * end.
 */
@NullMarked
package org.tillmesh.tools.demo;

import org.jspecify.annotations.NullMarked;
