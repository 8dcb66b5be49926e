#!/usr/bin/env bash
# Computes what is expected of a signed document with programs that know nothing of ours: xmllint (canonical form), openssl
# (digests, signature, certificate), sed, base64, od. Run in this folder: ./make.sh >expected.properties
set -euo pipefail
export LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sha256() { openssl dgst -sha256 -binary; }
hex_digest() { openssl dgst -sha256 -r | cut -d' ' -f1 | tr -d '\n'; }
element() { sed -n "s|.*<$1[^>]*>\(.*\)</$1>.*|\1|p" "$2" | head -n "${3:-1}" | tail -n 1; }

for file in *.xml; do
    name=${file%.xml}
    # The three elements go, the white space around them stays; then Canonical XML 1.1 and SHA-256.
    perl -0pe 's|<ext:UBLExtensions>.*?</ext:UBLExtensions>||s; s|<cac:Signature>.*?</cac:Signature>||s;
        s|<cac:AdditionalDocumentReference>\s*<cbc:ID>QR</cbc:ID>.*?</cac:AdditionalDocumentReference>||s' "$file" >"$work/unsigned.xml"
    xmllint --c14n11 "$work/unsigned.xml" | sha256 >"$work/hash.bin"
    echo "$name.hash=$(base64 -w0 "$work/hash.bin")"

    # Certificate: base64 of the hex digest of the base64 text; serial and issuer as openssl reads them.
    element ds:X509Certificate "$file" | tr -d '\n' >"$work/certificate.txt"
    echo "$name.certificateDigest=$(hex_digest <"$work/certificate.txt" | base64 -w0)"
    base64 -d "$work/certificate.txt" >"$work/certificate.der"
    serial=$(openssl x509 -inform DER -in "$work/certificate.der" -noout -serial | cut -d= -f2)
    echo "$name.serial=$(perl -Mbigint -e 'print hex("0x" . shift)' "$serial")"

    # SignedProperties: as it stands in the file, with the namespaces declared where the standard wants them.
    perl -0ne 'print $1 if m|(<xades:SignedProperties.*?</xades:SignedProperties>)|s' "$file" |
        sed -e 's|<xades:SignedProperties |<xades:SignedProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" |' \
            -e 's|<ds:DigestMethod |<ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" |' \
            -e 's,<ds:\(DigestValue\|X509IssuerName\|X509SerialNumber\)>,<ds:\1 xmlns:ds="http://www.w3.org/2000/09/xmldsig#">,' |
        perl -0pe 's/\n\z//' >"$work/properties.txt"
    echo "$name.propertiesDigest=$(hex_digest <"$work/properties.txt" | base64 -w0)"

    # Signature: ECDSA with SHA-256 over the 32 bytes of the hash, by the certificate's key.
    openssl x509 -inform DER -in "$work/certificate.der" -noout -pubkey >"$work/key.pem"
    element ds:SignatureValue "$file" | base64 -d >"$work/signature.der"
    echo "$name.signature=$(openssl dgst -sha256 -verify "$work/key.pem" -signature "$work/signature.der" "$work/hash.bin")"

    # QR: tag, length, value; hex of each value.
    perl -0ne 'print $1 if m|<cbc:ID>QR</cbc:ID>.*?<cbc:EmbeddedDocumentBinaryObject[^>]*>([^<]*)<|s' "$file" | base64 -d >"$work/qr.bin"
    perl -0777 -ne 'my $at = 0; while ($at < length) { my ($tag, $length) = unpack("CC", substr($_, $at, 2));
        print "'"$name"'.qr$tag=", unpack("H*", substr($_, $at + 2, $length)), "\n"; $at += 2 + $length }' "$work/qr.bin"
    openssl pkey -pubin -in "$work/key.pem" -outform DER >"$work/key.der"
    echo "$name.publicKey=$(od -An -v -tx1 "$work/key.der" | tr -d ' \n')"
done
