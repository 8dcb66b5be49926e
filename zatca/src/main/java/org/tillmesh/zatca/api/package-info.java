/**
 * The authority's API over HTTP: certificates (CSID) for tills, reporting and clearance of documents, and what its
 * answers mean.
 *
 * <p>Start at {@link org.tillmesh.zatca.api.FatooraClient}.
 *
 * <p>Must not know: queues. The caller decides what to do about an answer.
 */
@NullMarked
package org.tillmesh.zatca.api;

import org.jspecify.annotations.NullMarked;
