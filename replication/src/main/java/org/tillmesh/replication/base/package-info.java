/**
 * Words that every room of replication uses: an address, and the reasons why a question was not answered. Calls no
 * other room.
 */
@NullMarked
package org.tillmesh.replication.base;

import org.jspecify.annotations.NullMarked;
