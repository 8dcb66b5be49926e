/**
 * The demo day: a shop with tills and head office that sells, loses its power and its network, and is checked at the
 * end.
 *
 * <p>Start at {@link org.tillmesh.tools.demo.DemoDay}.
 *
 * <p>Must not know: the inside of a till or a relay. It drives programs, as {@link org.tillmesh.tools.trial.ChildTill}
 * starts them.
 */
@NullMarked
package org.tillmesh.tools.demo;

import org.jspecify.annotations.NullMarked;
