/**
 * What customers owe, and what the company owes them: accounts, gift cards, store credit, points.
 *
 * <p>Start at {@link org.tillmesh.reports.account.AccountTables}.
 *
 * <p>Must not know: Swing, HTTP, who asks. It reads documents and writes nothing.
 */
@NullMarked
package org.tillmesh.reports.account;

import org.jspecify.annotations.NullMarked;
