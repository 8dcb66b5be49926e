/**
 * One page of rows, what is told of the chosen one beside it, and forms over it: what the rooms behind the counter are made of.
 *
 * <p>Start at {@link org.tillmesh.app.page.PagePresenter}.
 *
 * <p>Must not know: what the rows stand for.
 */
@NullMarked
package org.tillmesh.app.page;

import org.jspecify.annotations.NullMarked;
