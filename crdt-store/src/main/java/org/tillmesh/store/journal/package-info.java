/**
 * The truth: segments of records, written once and synced, and how they are read again after a crash, a torn write or
 * rot. The marks that prove how far a folder was durable are here too.
 *
 * <p>Start at {@link org.tillmesh.store.journal.Journal}; {@link org.tillmesh.store.journal.SegmentFormat} has the
 * bytes.
 *
 * <p>Must not know: documents, and which ChangeSets are held.
 */
@NullMarked
package org.tillmesh.store.journal;

import org.jspecify.annotations.NullMarked;
