/**
 * The shop's documents, gathered: {@link org.tillmesh.retail.Retail} hands out the readers of all rooms,
 * {@link org.tillmesh.retail.RetailSchema} gathers the index rows that each room declares,
 * {@link org.tillmesh.retail.AuthorityTable} says who may write what. DOCUMENTS.md of this module lists types, rights
 * and indexes.
 *
 * <p>Start at {@link org.tillmesh.retail.Retail}.
 *
 * <p>Must not know: MapDB, networks, Swing, the rooms behind the store's door. A room of the shop imports the crdt
 * types and the store's door.
 */
@NullMarked
package org.tillmesh.retail;

import org.jspecify.annotations.NullMarked;
