/**
 * The authority's API over HTTP: certificates (CSID) for tills, reporting and clearance of documents, and what its answers
 * mean. Knows nothing of queues: who calls decides what to do about an answer.
 */
@NullMarked
package org.tillmesh.zatca.api;

import org.jspecify.annotations.NullMarked;
