/**
 * The encodings: deterministic CBOR, ChangeSets, documents, checksums and sums. Bytes in, values out; refuses what is
 * not deterministic. Nearly every room of the store calls it, it calls none. Outside the store only {@link
 * org.tillmesh.store.bytes.Values} and {@link org.tillmesh.store.bytes.ChangeSets} are used.
 */
@NullMarked
package org.tillmesh.store.bytes;

import org.jspecify.annotations.NullMarked;
