/**
 * What is asked of a disk, and the two small files that say whose a folder is and how far it is durable. {@link
 * org.tillmesh.store.disk.Disk} is the one door to files, so that a simulated disk can fail at any operation.
 */
@NullMarked
package org.tillmesh.store.disk;

import org.jspecify.annotations.NullMarked;
