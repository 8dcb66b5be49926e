/**
 * The pipe: sockets, TLS links, and the cable that a test can pull. Bytes come and go; nothing is decided here.
 */
@NullMarked
package org.tillmesh.replication.link;

import org.jspecify.annotations.NullMarked;
