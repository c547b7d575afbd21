package dev.seatrial.ship.cluster;

import dev.seatrial.ship.manifest.Manifest;

/**
 * A kind of object.
 *
 * @param apiVersion such as {@code apps/v1}
 * @param kind such as {@code Deployment}
 */
public record Kind(String apiVersion, String kind) {
    public static final Kind DEPLOYMENT = new Kind("apps/v1", "Deployment");
    public static final Kind REPLICA_SET = new Kind("apps/v1", "ReplicaSet");
    public static final Kind POD = new Kind("v1", "Pod");
    public static final Kind SERVICE = new Kind("v1", "Service");
    public static final Kind CONFIG_MAP = new Kind("v1", "ConfigMap");
    public static final Kind SECRET = new Kind("v1", "Secret");
    public static final Kind NAMESPACE = new Kind("v1", "Namespace");
    public static final Kind LEASE = new Kind("coordination.k8s.io/v1", "Lease");

    /** The kind of a manifest. */
    public static Kind of(Manifest manifest) {
        return new Kind(manifest.apiVersion(), manifest.kind());
    }
}
