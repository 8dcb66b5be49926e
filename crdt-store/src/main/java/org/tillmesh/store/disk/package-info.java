/**
 * What is asked of a disk: files, locks, the machine's state folder, and the file that says whose a folder is.
 *
 * <p>Start at {@link org.tillmesh.store.disk.Disk}, the one door to files, so that a simulated disk can fail at any
 * operation; then {@link org.tillmesh.store.disk.FolderIdentity}.
 *
 * <p>Must not know: journals, streams, documents.
 */
@NullMarked
package org.tillmesh.store.disk;

import org.jspecify.annotations.NullMarked;
