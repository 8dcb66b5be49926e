/**
 * A day as balanced entries of accounting, and the layouts that accounting programs take them in.
 *
 * <p>Start at {@link org.tillmesh.reports.journal.JournalTables}.
 *
 * <p>Must not know: Swing, HTTP, who asks. It reads documents and writes nothing.
 */
@NullMarked
package org.tillmesh.reports.journal;

import org.jspecify.annotations.NullMarked;
