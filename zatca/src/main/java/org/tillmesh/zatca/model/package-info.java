/**
 * The figures and words of a document, and the rules that refuse a wrong one before it is numbered. {@link
 * org.tillmesh.zatca.model.Invoice} is the whole; it knows no XML and no key.
 */
@NullMarked
package org.tillmesh.zatca.model;

import org.jspecify.annotations.NullMarked;
