/**
 * Encodings: deterministic CBOR, ChangeSets, documents, checksums and sums. Bytes in, values out; what is not
 * deterministic is refused. FORMATS.md of this module has the layouts.
 *
 * <p>Start at {@link org.tillmesh.store.bytes.ChangeSets}. Outside the store only that type and
 * {@link org.tillmesh.store.bytes.Values} are used.
 *
 * <p>Must not know: any other room of the store, or a file.
 */
@NullMarked
package org.tillmesh.store.bytes;

import org.jspecify.annotations.NullMarked;
