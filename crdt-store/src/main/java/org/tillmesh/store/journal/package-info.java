/**
 * The truth: segments of records, written once and synced, and how they are read again after a crash, a torn write or
 * rot. {@link org.tillmesh.store.journal.Journal} is the entry; the bytes stand in {@link
 * org.tillmesh.store.journal.SegmentFormat}. Knows commits as payloads and no document.
 */
@NullMarked
package org.tillmesh.store.journal;

import org.jspecify.annotations.NullMarked;
