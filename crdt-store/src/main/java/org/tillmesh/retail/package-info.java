/**
 * The domain, gathered: {@link org.tillmesh.retail.Retail} hands out the readers of all rooms, {@link
 * org.tillmesh.retail.RetailSchema} gathers what each room declares to be found by, {@link
 * org.tillmesh.retail.AuthorityTable} says who may write what. The rooms hold typed documents and pure rules. All
 * import {@code crdt} and the public types of {@code store}; no MapDB, no network, no Swing.
 */
@NullMarked
package org.tillmesh.retail;

import org.jspecify.annotations.NullMarked;
