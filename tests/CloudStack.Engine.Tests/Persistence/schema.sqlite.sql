CREATE TABLE "account" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "domain_id" INTEGER NOT NULL,
  "type" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "network_domain" TEXT,
  "default_zone_id" INTEGER,
  "needs_cleanup" INTEGER NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_account_domain_id" ON "account" ("domain_id" ASC);
CREATE INDEX "ix_account_domain_id_name" ON "account" ("domain_id" ASC, "name" ASC);
CREATE UNIQUE INDEX "ux_account_uuid" ON "account" ("uuid" ASC);
CREATE TABLE "account_detail" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "account_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "value" TEXT NOT NULL
);
CREATE INDEX "ix_account_detail_account_id" ON "account_detail" ("account_id" ASC);
CREATE TABLE "affinity_group" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "account_id" INTEGER NOT NULL,
  "domain_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "live_name" TEXT,
  "type" TEXT NOT NULL,
  "description" TEXT,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_affinity_group_domain_id" ON "affinity_group" ("domain_id" ASC);
CREATE UNIQUE INDEX "ux_affinity_group_account_id_live_name" ON "affinity_group" ("account_id" ASC, "live_name" ASC);
CREATE UNIQUE INDEX "ux_affinity_group_uuid" ON "affinity_group" ("uuid" ASC);
CREATE TABLE "affinity_member" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "group_id" INTEGER NOT NULL,
  "vm_id" INTEGER NOT NULL
);
CREATE INDEX "ix_affinity_member_vm_id" ON "affinity_member" ("vm_id" ASC);
CREATE UNIQUE INDEX "ux_affinity_member_group_id_vm_id" ON "affinity_member" ("group_id" ASC, "vm_id" ASC);
CREATE TABLE "alert" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "type" INTEGER NOT NULL,
  "subject" TEXT NOT NULL,
  "zone_id" INTEGER,
  "pod_id" INTEGER,
  "cluster_id" INTEGER,
  "count" INTEGER NOT NULL,
  "last_sent" INTEGER,
  "resolved" INTEGER,
  "created" INTEGER NOT NULL,
  "archived" INTEGER NOT NULL,
  "mailed" INTEGER
);
CREATE UNIQUE INDEX "ux_alert_uuid" ON "alert" ("uuid" ASC);
CREATE TABLE "capacity_reservation" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "account_id" INTEGER NOT NULL,
  "domain_id" INTEGER NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "host_id" INTEGER NOT NULL,
  "service_offering_id" INTEGER NOT NULL,
  "hypervisor" TEXT NOT NULL,
  "cpus" INTEGER NOT NULL,
  "cpu_mhz" INTEGER NOT NULL,
  "memory_bytes" INTEGER NOT NULL,
  "created" INTEGER NOT NULL,
  "expires" INTEGER NOT NULL
);
CREATE INDEX "ix_capacity_reservation_account_id" ON "capacity_reservation" ("account_id" ASC);
CREATE INDEX "ix_capacity_reservation_domain_id" ON "capacity_reservation" ("domain_id" ASC);
CREATE INDEX "ix_capacity_reservation_expires" ON "capacity_reservation" ("expires" ASC);
CREATE INDEX "ix_capacity_reservation_host_id" ON "capacity_reservation" ("host_id" ASC);
CREATE UNIQUE INDEX "ux_capacity_reservation_uuid" ON "capacity_reservation" ("uuid" ASC);
CREATE TABLE "cluster" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "pod_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "hypervisor" TEXT NOT NULL,
  "cluster_type" TEXT NOT NULL,
  "allocation_state" TEXT NOT NULL,
  "managed_state" TEXT NOT NULL,
  "guid" TEXT,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL,
  CONSTRAINT "fk_cluster_zone_id" FOREIGN KEY ("zone_id") REFERENCES "zone" ("id"),
  CONSTRAINT "fk_cluster_pod_id" FOREIGN KEY ("pod_id") REFERENCES "pod" ("id")
);
CREATE INDEX "ix_cluster_pod_id" ON "cluster" ("pod_id" ASC);
CREATE INDEX "ix_cluster_zone_id" ON "cluster" ("zone_id" ASC);
CREATE UNIQUE INDEX "ux_cluster_uuid" ON "cluster" ("uuid" ASC);
CREATE TABLE "cluster_detail" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "cluster_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "value" TEXT NOT NULL
);
CREATE INDEX "ix_cluster_detail_cluster_id" ON "cluster_detail" ("cluster_id" ASC);
CREATE TABLE "dedication" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "place_id" INTEGER NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "pod_id" INTEGER,
  "cluster_id" INTEGER,
  "domain_id" INTEGER NOT NULL,
  "account_id" INTEGER,
  "created" INTEGER NOT NULL
);
CREATE INDEX "ix_dedication_account_id" ON "dedication" ("account_id" ASC);
CREATE INDEX "ix_dedication_domain_id" ON "dedication" ("domain_id" ASC);
CREATE INDEX "ix_dedication_zone_id" ON "dedication" ("zone_id" ASC);
CREATE UNIQUE INDEX "ux_dedication_kind_place_id" ON "dedication" ("kind" ASC, "place_id" ASC);
CREATE UNIQUE INDEX "ux_dedication_uuid" ON "dedication" ("uuid" ASC);
CREATE TABLE "dedication_number" (
  "zone_id" INTEGER NOT NULL,
  "number" INTEGER NOT NULL,
  CONSTRAINT "PK_dedication_number" PRIMARY KEY ("zone_id")
);
CREATE TABLE "disk_offering" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "display_text" TEXT NOT NULL,
  "unique_name" TEXT,
  "size_bytes" INTEGER NOT NULL,
  "is_custom" INTEGER NOT NULL,
  "storage_tags" TEXT,
  "use_local_storage" INTEGER NOT NULL,
  "domain_id" INTEGER,
  "sort_key" INTEGER NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "ux_disk_offering_uuid" ON "disk_offering" ("uuid" ASC);
CREATE TABLE "domain" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "parent_id" INTEGER,
  "path" TEXT NOT NULL,
  "level" INTEGER NOT NULL,
  "owner_account_id" INTEGER NOT NULL,
  "network_domain" TEXT,
  "state" TEXT NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_domain_parent_id" ON "domain" ("parent_id" ASC);
CREATE UNIQUE INDEX "ux_domain_path" ON "domain" ("path" ASC);
CREATE UNIQUE INDEX "ux_domain_uuid" ON "domain" ("uuid" ASC);
CREATE TABLE "event" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "account_id" INTEGER NOT NULL,
  "domain_id" INTEGER NOT NULL,
  "type" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "level" TEXT NOT NULL,
  "description" TEXT NOT NULL,
  "user_id" INTEGER NOT NULL,
  "start_id" INTEGER,
  "created" INTEGER NOT NULL,
  "archived" INTEGER NOT NULL,
  "request_id" TEXT
);
CREATE INDEX "ix_event_account_id" ON "event" ("account_id" ASC);
CREATE INDEX "ix_event_created" ON "event" ("created" ASC);
CREATE INDEX "ix_event_domain_id" ON "event" ("domain_id" ASC);
CREATE UNIQUE INDEX "ux_event_uuid" ON "event" ("uuid" ASC);
CREATE TABLE "guest_os" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "category_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "removed" INTEGER,
  CONSTRAINT "fk_guest_os_category_id" FOREIGN KEY ("category_id") REFERENCES "guest_os_category" ("id")
);
CREATE INDEX "ix_guest_os_category_id" ON "guest_os" ("category_id" ASC);
CREATE UNIQUE INDEX "ux_guest_os_uuid" ON "guest_os" ("uuid" ASC);
CREATE TABLE "guest_os_category" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "name" TEXT NOT NULL
);
CREATE UNIQUE INDEX "ux_guest_os_category_uuid" ON "guest_os_category" ("uuid" ASC);
CREATE TABLE "guest_os_hypervisor" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "guest_os_id" INTEGER NOT NULL,
  "hypervisor" TEXT NOT NULL,
  "name" TEXT NOT NULL
);
CREATE INDEX "ix_guest_os_hypervisor_guest_os_id" ON "guest_os_hypervisor" ("guest_os_id" ASC);
CREATE TABLE "host" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "pod_id" INTEGER,
  "cluster_id" INTEGER,
  "name" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "hypervisor" TEXT,
  "hypervisor_version" TEXT,
  "address" TEXT NOT NULL,
  "user_name" TEXT,
  "password" TEXT,
  "private_key" TEXT,
  "host_key" TEXT,
  "private_ip" TEXT,
  "guid" TEXT,
  "status" TEXT NOT NULL,
  "resource_state" TEXT NOT NULL,
  "cpus" INTEGER NOT NULL,
  "cpu_mhz" INTEGER NOT NULL,
  "memory_bytes" INTEGER NOT NULL,
  "reserved_memory_bytes" INTEGER NOT NULL,
  "capabilities" TEXT,
  "guest_os_category_id" INTEGER,
  "tags" TEXT,
  "management_server_id" INTEGER,
  "last_pinged" INTEGER,
  "disconnected" INTEGER,
  "annotation" TEXT,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL,
  CONSTRAINT "fk_host_zone_id" FOREIGN KEY ("zone_id") REFERENCES "zone" ("id")
);
CREATE INDEX "ix_host_address" ON "host" ("address" ASC);
CREATE INDEX "ix_host_cluster_id" ON "host" ("cluster_id" ASC);
CREATE INDEX "ix_host_pod_id" ON "host" ("pod_id" ASC);
CREATE INDEX "ix_host_zone_id" ON "host" ("zone_id" ASC);
CREATE UNIQUE INDEX "ux_host_guid" ON "host" ("guid" ASC);
CREATE UNIQUE INDEX "ux_host_uuid" ON "host" ("uuid" ASC);
CREATE TABLE "host_capacity" (
  "host_id" INTEGER NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "total_cpu" INTEGER NOT NULL,
  "total_memory" INTEGER NOT NULL,
  "used_cpu" INTEGER NOT NULL,
  "used_memory" INTEGER NOT NULL,
  "reserved_cpu" INTEGER NOT NULL,
  "reserved_memory" INTEGER NOT NULL,
  "guests" INTEGER NOT NULL,
  CONSTRAINT "PK_host_capacity" PRIMARY KEY ("host_id")
);
CREATE INDEX "ix_host_capacity_zone_id" ON "host_capacity" ("zone_id" ASC);
CREATE TABLE "host_detail" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "host_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "value" TEXT NOT NULL
);
CREATE INDEX "ix_host_detail_host_id" ON "host_detail" ("host_id" ASC);
CREATE TABLE "hypervisor_capabilities" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "hypervisor" TEXT NOT NULL,
  "hypervisor_version" TEXT NOT NULL,
  "max_guests" INTEGER,
  "security_groups" INTEGER NOT NULL,
  "max_data_volumes" INTEGER NOT NULL,
  "version" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "ux_hypervisor_capabilities_uuid" ON "hypervisor_capabilities" ("uuid" ASC);
CREATE TABLE "image_removal" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "store_id" INTEGER NOT NULL,
  "path" TEXT NOT NULL,
  "attempts" INTEGER NOT NULL,
  "retry_at" INTEGER,
  "created" INTEGER NOT NULL
);
CREATE INDEX "ix_image_removal_store_id" ON "image_removal" ("store_id" ASC);
CREATE TABLE "image_store" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "zone_id" INTEGER,
  "name" TEXT NOT NULL,
  "protocol" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "read_only" INTEGER NOT NULL,
  "capacity_bytes" INTEGER NOT NULL,
  "used_bytes" INTEGER NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_image_store_zone_id" ON "image_store" ("zone_id" ASC);
CREATE UNIQUE INDEX "ux_image_store_uuid" ON "image_store" ("uuid" ASC);
CREATE TABLE "ip_address" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "range_id" INTEGER NOT NULL,
  "network_id" INTEGER NOT NULL,
  "associated_network_id" INTEGER,
  "vpc_id" INTEGER,
  "address" TEXT NOT NULL,
  "address_number" INTEGER NOT NULL,
  "mac_number" INTEGER NOT NULL,
  "state" TEXT NOT NULL,
  "account_id" INTEGER,
  "domain_id" INTEGER,
  "vm_id" INTEGER,
  "nic_id" INTEGER,
  "is_source_nat" INTEGER NOT NULL,
  "is_static_nat" INTEGER NOT NULL,
  "is_system" INTEGER NOT NULL,
  "allocated" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_ip_address_account_id" ON "ip_address" ("account_id" ASC);
CREATE INDEX "ix_ip_address_associated_network_id" ON "ip_address" ("associated_network_id" ASC);
CREATE INDEX "ix_ip_address_network_id_state_range_id_address_number" ON "ip_address" ("network_id" ASC, "state" ASC, "range_id" ASC, "address_number" ASC);
CREATE INDEX "ix_ip_address_nic_id" ON "ip_address" ("nic_id" ASC);
CREATE UNIQUE INDEX "ux_ip_address_range_id_address_number" ON "ip_address" ("range_id" ASC, "address_number" ASC);
CREATE UNIQUE INDEX "ux_ip_address_uuid" ON "ip_address" ("uuid" ASC);
CREATE TABLE "job" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "command" TEXT NOT NULL,
  "arguments" TEXT NOT NULL,
  "description" TEXT,
  "user_id" INTEGER NOT NULL,
  "account_id" INTEGER NOT NULL,
  "instance_type" TEXT,
  "instance_id" INTEGER,
  "instance_uuid" TEXT,
  "status" TEXT NOT NULL,
  "result_code" INTEGER NOT NULL,
  "result_type" TEXT,
  "result" TEXT,
  "error_text" TEXT,
  "locks" TEXT,
  "saga" TEXT NOT NULL,
  "phase" TEXT NOT NULL,
  "step" INTEGER NOT NULL,
  "step_name" TEXT,
  "state" TEXT,
  "attempts" INTEGER NOT NULL,
  "server_id" INTEGER NOT NULL,
  "fence" INTEGER NOT NULL,
  "start_event_id" INTEGER,
  "created" INTEGER NOT NULL,
  "updated" INTEGER NOT NULL,
  "completed" INTEGER,
  "last_polled" INTEGER,
  "request_id" TEXT
);
CREATE INDEX "ix_job_account_id_created" ON "job" ("account_id" ASC, "created" ASC);
CREATE INDEX "ix_job_status_server_id" ON "job" ("status" ASC, "server_id" ASC);
CREATE UNIQUE INDEX "ux_job_uuid" ON "job" ("uuid" ASC);
CREATE TABLE "job_lock" (
  "name" TEXT NOT NULL,
  "job_id" INTEGER NOT NULL,
  CONSTRAINT "PK_job_lock" PRIMARY KEY ("name")
);
CREATE INDEX "ix_job_lock_job_id" ON "job_lock" ("job_id" ASC);
CREATE TABLE "link_local_ip" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "zone_id" INTEGER NOT NULL,
  "pod_id" INTEGER NOT NULL,
  "address" TEXT NOT NULL,
  "nic_id" INTEGER,
  "taken" INTEGER
);
CREATE INDEX "ix_link_local_ip_pod_id" ON "link_local_ip" ("pod_id" ASC);
CREATE UNIQUE INDEX "ux_link_local_ip_pod_id_address" ON "link_local_ip" ("pod_id" ASC, "address" ASC);
CREATE TABLE "management_server" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "ms_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "run_id" INTEGER NOT NULL,
  "version" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "started" INTEGER NOT NULL,
  "last_beat" INTEGER NOT NULL,
  "stopped" INTEGER,
  "address" TEXT
);
CREATE UNIQUE INDEX "ux_management_server_uuid" ON "management_server" ("uuid" ASC);
CREATE TABLE "network" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "account_id" INTEGER NOT NULL,
  "domain_id" INTEGER NOT NULL,
  "name" TEXT,
  "display_text" TEXT,
  "zone_id" INTEGER NOT NULL,
  "physical_network_id" INTEGER,
  "network_offering_id" INTEGER NOT NULL,
  "vpc_id" INTEGER,
  "traffic_type" TEXT NOT NULL,
  "guest_type" TEXT,
  "state" TEXT NOT NULL,
  "guru" TEXT NOT NULL,
  "acl_type" TEXT NOT NULL,
  "subdomain_access" INTEGER NOT NULL,
  "mode" TEXT NOT NULL,
  "broadcast_domain_type" TEXT NOT NULL,
  "broadcast_uri" TEXT,
  "cidr" TEXT,
  "gateway" TEXT,
  "ip6_cidr" TEXT,
  "ip6_gateway" TEXT,
  "network_domain" TEXT,
  "dns1" TEXT,
  "dns2" TEXT,
  "specify_ip_ranges" INTEGER NOT NULL,
  "is_system" INTEGER NOT NULL,
  "is_default" INTEGER NOT NULL,
  "is_persistent" INTEGER NOT NULL,
  "restart_required" INTEGER NOT NULL,
  "security_group_enabled" INTEGER NOT NULL,
  "reservation_id" TEXT,
  "mac_sequence" INTEGER NOT NULL,
  "active_nics" INTEGER NOT NULL,
  "last_nic_released" INTEGER,
  "related_id" INTEGER,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_network_account_id" ON "network" ("account_id" ASC);
CREATE INDEX "ix_network_domain_id" ON "network" ("domain_id" ASC);
CREATE INDEX "ix_network_network_offering_id" ON "network" ("network_offering_id" ASC);
CREATE INDEX "ix_network_physical_network_id" ON "network" ("physical_network_id" ASC);
CREATE INDEX "ix_network_zone_id" ON "network" ("zone_id" ASC);
CREATE UNIQUE INDEX "ux_network_uuid" ON "network" ("uuid" ASC);
CREATE TABLE "network_offering" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "display_text" TEXT NOT NULL,
  "unique_name" TEXT,
  "traffic_type" TEXT NOT NULL,
  "guest_type" TEXT,
  "state" TEXT NOT NULL,
  "availability" TEXT NOT NULL,
  "is_default" INTEGER NOT NULL,
  "is_system_only" INTEGER NOT NULL,
  "conserve_mode" INTEGER NOT NULL,
  "specify_vlan" INTEGER NOT NULL,
  "specify_ip_ranges" INTEGER NOT NULL,
  "is_persistent" INTEGER NOT NULL,
  "egress_default_allow" INTEGER NOT NULL,
  "rate_mbps" INTEGER,
  "multicast_rate_mbps" INTEGER,
  "service_offering_id" INTEGER,
  "tags" TEXT,
  "dedicated_lb" INTEGER NOT NULL,
  "shared_source_nat" INTEGER NOT NULL,
  "redundant_router" INTEGER NOT NULL,
  "elastic_ip" INTEGER NOT NULL,
  "elastic_lb" INTEGER NOT NULL,
  "eip_associate_public_ip" INTEGER NOT NULL,
  "sort_key" INTEGER NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "ux_network_offering_uuid" ON "network_offering" ("uuid" ASC);
CREATE TABLE "network_offering_capability" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "network_offering_id" INTEGER NOT NULL,
  "service" TEXT NOT NULL,
  "capability" TEXT NOT NULL,
  "value" TEXT NOT NULL
);
CREATE INDEX "ix_network_offering_capability_network_offering_id" ON "network_offering_capability" ("network_offering_id" ASC);
CREATE TABLE "network_offering_service" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "network_offering_id" INTEGER NOT NULL,
  "service" TEXT NOT NULL,
  "provider" TEXT
);
CREATE INDEX "ix_network_offering_service_network_offering_id" ON "network_offering_service" ("network_offering_id" ASC);
CREATE TABLE "network_service" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "network_id" INTEGER NOT NULL,
  "service" TEXT NOT NULL,
  "provider" TEXT
);
CREATE INDEX "ix_network_service_network_id" ON "network_service" ("network_id" ASC);
CREATE TABLE "network_service_provider" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "physical_network_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "destination_physical_network_id" INTEGER,
  "services" TEXT NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL,
  CONSTRAINT "fk_network_service_provider_physical_network_id" FOREIGN KEY ("physical_network_id") REFERENCES "physical_network" ("id")
);
CREATE INDEX "ix_network_service_provider_physical_network_id" ON "network_service_provider" ("physical_network_id" ASC);
CREATE UNIQUE INDEX "ux_network_service_provider_uuid" ON "network_service_provider" ("uuid" ASC);
CREATE TABLE "nic" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "vm_id" INTEGER NOT NULL,
  "network_id" INTEGER NOT NULL,
  "device_id" INTEGER NOT NULL,
  "mac_address" TEXT NOT NULL,
  "ip4_address" TEXT,
  "ip4_netmask" TEXT,
  "ip4_gateway" TEXT,
  "ip6_address" TEXT,
  "ip6_cidr" TEXT,
  "ip6_gateway" TEXT,
  "broadcast_uri" TEXT,
  "isolation_uri" TEXT,
  "reservation_strategy" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "is_default" INTEGER NOT NULL,
  "mode" TEXT NOT NULL,
  "guru" TEXT NOT NULL,
  "requested" TEXT,
  "created" INTEGER NOT NULL,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_nic_vm_id" ON "nic" ("vm_id" ASC);
CREATE UNIQUE INDEX "ux_nic_network_id_ip4_address" ON "nic" ("network_id" ASC, "ip4_address" ASC);
CREATE UNIQUE INDEX "ux_nic_network_id_ip6_address" ON "nic" ("network_id" ASC, "ip6_address" ASC);
CREATE UNIQUE INDEX "ux_nic_network_id_mac_address" ON "nic" ("network_id" ASC, "mac_address" ASC);
CREATE UNIQUE INDEX "ux_nic_uuid" ON "nic" ("uuid" ASC);
CREATE TABLE "physical_network" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "domain_id" INTEGER,
  "broadcast_domain_range" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "tags" TEXT,
  "isolation_methods" TEXT,
  "speed" TEXT,
  "vlan_first" INTEGER,
  "vlan_last" INTEGER,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL,
  CONSTRAINT "fk_physical_network_zone_id" FOREIGN KEY ("zone_id") REFERENCES "zone" ("id")
);
CREATE INDEX "ix_physical_network_zone_id" ON "physical_network" ("zone_id" ASC);
CREATE UNIQUE INDEX "ux_physical_network_uuid" ON "physical_network" ("uuid" ASC);
CREATE TABLE "placement_log" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "segment" TEXT NOT NULL,
  "zone_uuid" TEXT NOT NULL,
  "is_base" INTEGER NOT NULL,
  "begins" INTEGER NOT NULL,
  "ends" INTEGER NOT NULL,
  "decisions" INTEGER NOT NULL,
  "data" BLOB NOT NULL
);
CREATE INDEX "ix_placement_log_segment" ON "placement_log" ("segment" ASC);
CREATE INDEX "ix_placement_log_zone_uuid_ends" ON "placement_log" ("zone_uuid" ASC, "ends" ASC);
CREATE TABLE "pod" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "gateway" TEXT NOT NULL,
  "cidr_address" TEXT NOT NULL,
  "cidr_size" INTEGER NOT NULL,
  "start_ip" TEXT NOT NULL,
  "end_ip" TEXT NOT NULL,
  "allocation_state" TEXT NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL,
  CONSTRAINT "fk_pod_zone_id" FOREIGN KEY ("zone_id") REFERENCES "zone" ("id")
);
CREATE INDEX "ix_pod_zone_id" ON "pod" ("zone_id" ASC);
CREATE UNIQUE INDEX "ux_pod_uuid" ON "pod" ("uuid" ASC);
CREATE TABLE "pod_ip" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "zone_id" INTEGER NOT NULL,
  "pod_id" INTEGER NOT NULL,
  "address" TEXT NOT NULL,
  "mac_number" INTEGER NOT NULL,
  "nic_id" INTEGER,
  "taken" INTEGER
);
CREATE INDEX "ix_pod_ip_pod_id" ON "pod_ip" ("pod_id" ASC);
CREATE UNIQUE INDEX "ux_pod_ip_pod_id_address" ON "pod_ip" ("pod_id" ASC, "address" ASC);
CREATE TABLE "project" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "account_id" INTEGER NOT NULL,
  "domain_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "display_text" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_project_domain_id_name" ON "project" ("domain_id" ASC, "name" ASC);
CREATE UNIQUE INDEX "ux_project_account_id" ON "project" ("account_id" ASC);
CREATE UNIQUE INDEX "ux_project_uuid" ON "project" ("uuid" ASC);
CREATE TABLE "project_account" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "project_id" INTEGER NOT NULL,
  "account_id" INTEGER NOT NULL,
  "project_account_id" INTEGER NOT NULL,
  "role" TEXT NOT NULL,
  "created" INTEGER NOT NULL
);
CREATE INDEX "ix_project_account_account_id_project_account_id" ON "project_account" ("account_id" ASC, "project_account_id" ASC);
CREATE UNIQUE INDEX "ux_project_account_project_id_account_id" ON "project_account" ("project_id" ASC, "account_id" ASC);
CREATE TABLE "project_invitation" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "project_id" INTEGER NOT NULL,
  "domain_id" INTEGER NOT NULL,
  "account_id" INTEGER,
  "email" TEXT,
  "token" TEXT,
  "state" TEXT NOT NULL,
  "created" INTEGER NOT NULL
);
CREATE INDEX "ix_project_invitation_account_id" ON "project_invitation" ("account_id" ASC);
CREATE INDEX "ix_project_invitation_project_id" ON "project_invitation" ("project_id" ASC);
CREATE INDEX "ix_project_invitation_state_created" ON "project_invitation" ("state" ASC, "created" ASC);
CREATE UNIQUE INDEX "ux_project_invitation_uuid" ON "project_invitation" ("uuid" ASC);
CREATE TABLE "region" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "number" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "endpoint" TEXT NOT NULL,
  "is_own" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "ux_region_number" ON "region" ("number" ASC);
CREATE TABLE "resource_count" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "owner_kind" TEXT NOT NULL,
  "owner_id" INTEGER NOT NULL,
  "type" INTEGER NOT NULL,
  "count" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "ux_resource_count_owner_kind_owner_id_type" ON "resource_count" ("owner_kind" ASC, "owner_id" ASC, "type" ASC);
CREATE TABLE "resource_limit" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "owner_kind" TEXT NOT NULL,
  "owner_id" INTEGER NOT NULL,
  "type" INTEGER NOT NULL,
  "max" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "ux_resource_limit_owner_kind_owner_id_type" ON "resource_limit" ("owner_kind" ASC, "owner_id" ASC, "type" ASC);
CREATE TABLE "resource_tag" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "account_id" INTEGER NOT NULL,
  "domain_id" INTEGER NOT NULL,
  "resource_type" TEXT NOT NULL,
  "resource_id" INTEGER NOT NULL,
  "resource_uuid" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "customer" TEXT
);
CREATE INDEX "ix_resource_tag_account_id" ON "resource_tag" ("account_id" ASC);
CREATE INDEX "ix_resource_tag_domain_id" ON "resource_tag" ("domain_id" ASC);
CREATE UNIQUE INDEX "ux_resource_tag_resource_id_resource_type_name" ON "resource_tag" ("resource_id" ASC, "resource_type" ASC, "name" ASC);
CREATE UNIQUE INDEX "ux_resource_tag_uuid" ON "resource_tag" ("uuid" ASC);
CREATE TABLE "schema_version" (
  "version" INTEGER NOT NULL,
  "applied_on" DATETIME,
  "description" TEXT
);
CREATE UNIQUE INDEX "ux_schema_version" ON "schema_version" ("version" ASC);
CREATE TABLE "service_offering" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "display_text" TEXT NOT NULL,
  "unique_name" TEXT,
  "cpus" INTEGER NOT NULL,
  "cpu_mhz" INTEGER NOT NULL,
  "memory_mb" INTEGER NOT NULL,
  "rate_mbps" INTEGER,
  "multicast_rate_mbps" INTEGER,
  "ha_enabled" INTEGER NOT NULL,
  "limit_cpu" INTEGER NOT NULL,
  "host_tag" TEXT,
  "storage_tags" TEXT,
  "use_local_storage" INTEGER NOT NULL,
  "domain_id" INTEGER,
  "is_system" INTEGER NOT NULL,
  "system_vm_type" TEXT,
  "is_default" INTEGER NOT NULL,
  "is_volatile" INTEGER NOT NULL,
  "sort_key" INTEGER NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "ux_service_offering_uuid" ON "service_offering" ("uuid" ASC);
CREATE TABLE "setting" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "value" TEXT
);
CREATE UNIQUE INDEX "ux_setting_name" ON "setting" ("name" ASC);
CREATE TABLE "snapshot" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "account_id" INTEGER NOT NULL,
  "domain_id" INTEGER NOT NULL,
  "volume_id" INTEGER NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "interval" TEXT,
  "policy_id" INTEGER,
  "disk_offering_id" INTEGER,
  "hypervisor" TEXT NOT NULL,
  "host_id" INTEGER,
  "store_id" INTEGER,
  "path" TEXT,
  "format" TEXT NOT NULL,
  "size_bytes" INTEGER NOT NULL,
  "physical_size_bytes" INTEGER NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_snapshot_account_id" ON "snapshot" ("account_id" ASC);
CREATE INDEX "ix_snapshot_domain_id" ON "snapshot" ("domain_id" ASC);
CREATE INDEX "ix_snapshot_store_id" ON "snapshot" ("store_id" ASC);
CREATE INDEX "ix_snapshot_volume_id" ON "snapshot" ("volume_id" ASC);
CREATE UNIQUE INDEX "ux_snapshot_uuid" ON "snapshot" ("uuid" ASC);
CREATE TABLE "snapshot_policy" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "volume_id" INTEGER NOT NULL,
  "interval" TEXT NOT NULL,
  "schedule" TEXT NOT NULL,
  "time_zone" TEXT NOT NULL,
  "max_snaps" INTEGER NOT NULL,
  "next_run" INTEGER NOT NULL,
  "created" INTEGER NOT NULL
);
CREATE INDEX "ix_snapshot_policy_next_run" ON "snapshot_policy" ("next_run" ASC);
CREATE UNIQUE INDEX "ux_snapshot_policy_uuid" ON "snapshot_policy" ("uuid" ASC);
CREATE UNIQUE INDEX "ux_snapshot_policy_volume_id_interval" ON "snapshot_policy" ("volume_id" ASC, "interval" ASC);
CREATE TABLE "ssh_key_pair" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "account_id" INTEGER NOT NULL,
  "domain_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "fingerprint" TEXT NOT NULL,
  "public_key" TEXT NOT NULL
);
CREATE INDEX "ix_ssh_key_pair_domain_id" ON "ssh_key_pair" ("domain_id" ASC);
CREATE UNIQUE INDEX "ux_ssh_key_pair_account_id_name" ON "ssh_key_pair" ("account_id" ASC, "name" ASC);
CREATE UNIQUE INDEX "ux_ssh_key_pair_uuid" ON "ssh_key_pair" ("uuid" ASC);
CREATE TABLE "storage_ip" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "range_id" INTEGER NOT NULL,
  "address" TEXT NOT NULL,
  "mac_number" INTEGER NOT NULL,
  "nic_id" INTEGER,
  "taken" INTEGER
);
CREATE INDEX "ix_storage_ip_range_id" ON "storage_ip" ("range_id" ASC);
CREATE UNIQUE INDEX "ux_storage_ip_range_id_address" ON "storage_ip" ("range_id" ASC, "address" ASC);
CREATE TABLE "storage_ip_range" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "pod_id" INTEGER NOT NULL,
  "network_id" INTEGER NOT NULL,
  "gateway" TEXT NOT NULL,
  "netmask" TEXT NOT NULL,
  "start_ip" TEXT NOT NULL,
  "end_ip" TEXT NOT NULL,
  "vlan" INTEGER,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_storage_ip_range_pod_id" ON "storage_ip_range" ("pod_id" ASC);
CREATE UNIQUE INDEX "ux_storage_ip_range_uuid" ON "storage_ip_range" ("uuid" ASC);
CREATE TABLE "storage_pool" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "pod_id" INTEGER,
  "cluster_id" INTEGER,
  "host_id" INTEGER,
  "name" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "scope" TEXT NOT NULL,
  "host" TEXT NOT NULL,
  "port" INTEGER NOT NULL,
  "path" TEXT NOT NULL,
  "user_info" TEXT,
  "status" TEXT NOT NULL,
  "capacity_bytes" INTEGER NOT NULL,
  "used_bytes" INTEGER NOT NULL,
  "tags" TEXT,
  "guid" TEXT,
  "hypervisor" TEXT,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL,
  CONSTRAINT "fk_storage_pool_zone_id" FOREIGN KEY ("zone_id") REFERENCES "zone" ("id")
);
CREATE INDEX "ix_storage_pool_cluster_id" ON "storage_pool" ("cluster_id" ASC);
CREATE INDEX "ix_storage_pool_host_id" ON "storage_pool" ("host_id" ASC);
CREATE INDEX "ix_storage_pool_zone_id" ON "storage_pool" ("zone_id" ASC);
CREATE UNIQUE INDEX "ux_storage_pool_uuid" ON "storage_pool" ("uuid" ASC);
CREATE TABLE "storage_pool_capacity" (
  "pool_id" INTEGER NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "total_bytes" INTEGER NOT NULL,
  "allocated_bytes" INTEGER NOT NULL,
  CONSTRAINT "PK_storage_pool_capacity" PRIMARY KEY ("pool_id")
);
CREATE INDEX "ix_storage_pool_capacity_zone_id" ON "storage_pool_capacity" ("zone_id" ASC);
CREATE TABLE "storage_pool_detail" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "pool_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "value" TEXT NOT NULL
);
CREATE INDEX "ix_storage_pool_detail_pool_id" ON "storage_pool_detail" ("pool_id" ASC);
CREATE TABLE "storage_pool_host" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "pool_id" INTEGER NOT NULL,
  "host_id" INTEGER NOT NULL,
  "local_path" TEXT NOT NULL
);
CREATE INDEX "ix_storage_pool_host_host_id" ON "storage_pool_host" ("host_id" ASC);
CREATE UNIQUE INDEX "ux_storage_pool_host_pool_id_host_id" ON "storage_pool_host" ("pool_id" ASC, "host_id" ASC);
CREATE TABLE "template" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "account_id" INTEGER NOT NULL,
  "domain_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "display_text" TEXT,
  "unique_name" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "format" TEXT NOT NULL,
  "hypervisor" TEXT,
  "guest_os_id" INTEGER NOT NULL,
  "url" TEXT,
  "checksum" TEXT,
  "bits" INTEGER NOT NULL,
  "requires_hvm" INTEGER NOT NULL,
  "password_enabled" INTEGER NOT NULL,
  "ssh_key_enabled" INTEGER NOT NULL,
  "is_public" INTEGER NOT NULL,
  "is_featured" INTEGER NOT NULL,
  "is_extractable" INTEGER NOT NULL,
  "is_cross_zones" INTEGER NOT NULL,
  "is_iso" INTEGER NOT NULL,
  "is_bootable" INTEGER NOT NULL,
  "tag" TEXT,
  "source_template_id" INTEGER,
  "sort_key" INTEGER NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_template_account_id" ON "template" ("account_id" ASC);
CREATE INDEX "ix_template_domain_id" ON "template" ("domain_id" ASC);
CREATE UNIQUE INDEX "ux_template_uuid" ON "template" ("uuid" ASC);
CREATE TABLE "template_detail" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "template_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "value" TEXT NOT NULL
);
CREATE INDEX "ix_template_detail_template_id" ON "template_detail" ("template_id" ASC);
CREATE TABLE "template_permission" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "template_id" INTEGER NOT NULL,
  "account_id" INTEGER NOT NULL
);
CREATE INDEX "ix_template_permission_account_id" ON "template_permission" ("account_id" ASC);
CREATE UNIQUE INDEX "ux_template_permission_template_id_account_id" ON "template_permission" ("template_id" ASC, "account_id" ASC);
CREATE TABLE "template_pool" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "template_id" INTEGER NOT NULL,
  "pool_id" INTEGER NOT NULL,
  "state" TEXT NOT NULL,
  "size_bytes" INTEGER NOT NULL,
  "path" TEXT,
  "created" INTEGER NOT NULL,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_template_pool_pool_id" ON "template_pool" ("pool_id" ASC);
CREATE UNIQUE INDEX "ux_template_pool_template_id_pool_id" ON "template_pool" ("template_id" ASC, "pool_id" ASC);
CREATE TABLE "template_zone" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "template_id" INTEGER NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "store_id" INTEGER,
  "path" TEXT,
  "source_zone_id" INTEGER,
  "state" TEXT NOT NULL,
  "percent" INTEGER NOT NULL,
  "error" TEXT,
  "server_id" INTEGER,
  "fence" INTEGER NOT NULL,
  "attempts" INTEGER NOT NULL,
  "retry_at" INTEGER,
  "virtual_size_bytes" INTEGER NOT NULL,
  "physical_size_bytes" INTEGER NOT NULL,
  "created" INTEGER NOT NULL
);
CREATE INDEX "ix_template_zone_state" ON "template_zone" ("state" ASC);
CREATE INDEX "ix_template_zone_store_id" ON "template_zone" ("store_id" ASC);
CREATE INDEX "ix_template_zone_zone_id" ON "template_zone" ("zone_id" ASC);
CREATE UNIQUE INDEX "ux_template_zone_template_id_zone_id" ON "template_zone" ("template_id" ASC, "zone_id" ASC);
CREATE TABLE "traffic_type" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "physical_network_id" INTEGER NOT NULL,
  "traffic_type" TEXT NOT NULL,
  "xen_label" TEXT,
  "kvm_label" TEXT,
  "vmware_label" TEXT,
  "simulator_label" TEXT,
  "vlan" TEXT,
  "created" INTEGER NOT NULL,
  "version" INTEGER NOT NULL,
  CONSTRAINT "fk_traffic_type_physical_network_id" FOREIGN KEY ("physical_network_id") REFERENCES "physical_network" ("id")
);
CREATE INDEX "ix_traffic_type_physical_network_id" ON "traffic_type" ("physical_network_id" ASC);
CREATE UNIQUE INDEX "ux_traffic_type_physical_network_id_traffic_type" ON "traffic_type" ("physical_network_id" ASC, "traffic_type" ASC);
CREATE UNIQUE INDEX "ux_traffic_type_uuid" ON "traffic_type" ("uuid" ASC);
CREATE TABLE "user" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "account_id" INTEGER NOT NULL,
  "user_name" TEXT NOT NULL,
  "password_hash" TEXT NOT NULL,
  "first_name" TEXT,
  "last_name" TEXT,
  "email" TEXT,
  "time_zone" TEXT,
  "state" TEXT NOT NULL,
  "api_key" TEXT,
  "secret_key" TEXT,
  "failed_logins" INTEGER NOT NULL,
  "created" INTEGER NOT NULL,
  "registration_token" TEXT,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_user_account_id" ON "user" ("account_id" ASC);
CREATE UNIQUE INDEX "ux_user_api_key" ON "user" ("api_key" ASC);
CREATE UNIQUE INDEX "ux_user_uuid" ON "user" ("uuid" ASC);
CREATE TABLE "vlan_ip_range" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "pod_id" INTEGER,
  "physical_network_id" INTEGER,
  "network_id" INTEGER NOT NULL,
  "type" TEXT NOT NULL,
  "vlan" TEXT NOT NULL,
  "gateway" TEXT,
  "netmask" TEXT,
  "start_ip" TEXT,
  "end_ip" TEXT,
  "ip6_gateway" TEXT,
  "ip6_cidr" TEXT,
  "ip6_range" TEXT,
  "account_id" INTEGER,
  "domain_id" INTEGER,
  "for_system_use" INTEGER NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_vlan_ip_range_network_id" ON "vlan_ip_range" ("network_id" ASC);
CREATE INDEX "ix_vlan_ip_range_zone_id" ON "vlan_ip_range" ("zone_id" ASC);
CREATE UNIQUE INDEX "ux_vlan_ip_range_uuid" ON "vlan_ip_range" ("uuid" ASC);
CREATE TABLE "vlan_tag" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "zone_id" INTEGER NOT NULL,
  "physical_network_id" INTEGER NOT NULL,
  "tag" INTEGER NOT NULL,
  "network_id" INTEGER,
  "account_id" INTEGER,
  "taken" INTEGER
);
CREATE INDEX "ix_vlan_tag_network_id" ON "vlan_tag" ("network_id" ASC);
CREATE INDEX "ix_vlan_tag_zone_id" ON "vlan_tag" ("zone_id" ASC);
CREATE UNIQUE INDEX "ux_vlan_tag_physical_network_id_tag" ON "vlan_tag" ("physical_network_id" ASC, "tag" ASC);
CREATE TABLE "vm" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "account_id" INTEGER NOT NULL,
  "domain_id" INTEGER NOT NULL,
  "type" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "display_name" TEXT,
  "instance_name" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "user_id" INTEGER NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "pod_id" INTEGER,
  "cluster_id" INTEGER,
  "host_id" INTEGER,
  "last_host_id" INTEGER,
  "target_host_id" INTEGER,
  "service_offering_id" INTEGER NOT NULL,
  "template_id" INTEGER,
  "iso_id" INTEGER,
  "guest_os_id" INTEGER NOT NULL,
  "hypervisor" TEXT NOT NULL,
  "cpus" INTEGER NOT NULL,
  "cpu_mhz" INTEGER NOT NULL,
  "memory_bytes" INTEGER NOT NULL,
  "holds_used" INTEGER NOT NULL,
  "holds_reserved" INTEGER NOT NULL,
  "ha_enabled" INTEGER NOT NULL,
  "limit_cpu" INTEGER NOT NULL,
  "user_data" TEXT,
  "key_pair" TEXT,
  "password" TEXT,
  "vnc_password" TEXT,
  "update_parameters" INTEGER NOT NULL,
  "power_state" TEXT,
  "state_changed" INTEGER NOT NULL,
  "destroyed" INTEGER,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL,
  "in_affinity_groups" INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX "ix_vm_account_id" ON "vm" ("account_id" ASC);
CREATE INDEX "ix_vm_domain_id" ON "vm" ("domain_id" ASC);
CREATE INDEX "ix_vm_host_id_state" ON "vm" ("host_id" ASC, "state" ASC);
CREATE INDEX "ix_vm_last_host_id" ON "vm" ("last_host_id" ASC);
CREATE INDEX "ix_vm_name" ON "vm" ("name" ASC);
CREATE INDEX "ix_vm_service_offering_id" ON "vm" ("service_offering_id" ASC);
CREATE INDEX "ix_vm_template_id" ON "vm" ("template_id" ASC);
CREATE INDEX "ix_vm_zone_id" ON "vm" ("zone_id" ASC);
CREATE UNIQUE INDEX "ux_vm_instance_name" ON "vm" ("instance_name" ASC);
CREATE UNIQUE INDEX "ux_vm_uuid" ON "vm" ("uuid" ASC);
CREATE TABLE "vm_detail" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "vm_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "value" TEXT NOT NULL
);
CREATE INDEX "ix_vm_detail_vm_id" ON "vm_detail" ("vm_id" ASC);
CREATE TABLE "vm_group" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "account_id" INTEGER NOT NULL,
  "domain_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_vm_group_account_id" ON "vm_group" ("account_id" ASC);
CREATE INDEX "ix_vm_group_domain_id" ON "vm_group" ("domain_id" ASC);
CREATE UNIQUE INDEX "ux_vm_group_uuid" ON "vm_group" ("uuid" ASC);
CREATE TABLE "vm_group_member" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "group_id" INTEGER NOT NULL,
  "vm_id" INTEGER NOT NULL
);
CREATE INDEX "ix_vm_group_member_group_id" ON "vm_group_member" ("group_id" ASC);
CREATE UNIQUE INDEX "ux_vm_group_member_vm_id" ON "vm_group_member" ("vm_id" ASC);
CREATE TABLE "volume" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "account_id" INTEGER NOT NULL,
  "domain_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "zone_id" INTEGER NOT NULL,
  "pod_id" INTEGER,
  "pool_id" INTEGER,
  "last_pool_id" INTEGER,
  "vm_id" INTEGER,
  "device_id" INTEGER,
  "size_bytes" INTEGER NOT NULL,
  "disk_offering_id" INTEGER,
  "service_offering_id" INTEGER,
  "template_id" INTEGER,
  "holds_bytes" INTEGER NOT NULL,
  "path" TEXT,
  "format" TEXT,
  "snapshot_id" INTEGER,
  "target_pool_id" INTEGER,
  "image_store_id" INTEGER,
  "image_path" TEXT,
  "attached" INTEGER,
  "updated" INTEGER NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE INDEX "ix_volume_account_id" ON "volume" ("account_id" ASC);
CREATE INDEX "ix_volume_domain_id" ON "volume" ("domain_id" ASC);
CREATE INDEX "ix_volume_pool_id" ON "volume" ("pool_id" ASC);
CREATE INDEX "ix_volume_vm_id" ON "volume" ("vm_id" ASC);
CREATE INDEX "ix_volume_zone_id" ON "volume" ("zone_id" ASC);
CREATE UNIQUE INDEX "ux_volume_uuid" ON "volume" ("uuid" ASC);
CREATE TABLE "vpc_offering" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "display_text" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "is_default" INTEGER NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "ux_vpc_offering_uuid" ON "vpc_offering" ("uuid" ASC);
CREATE TABLE "vpc_offering_service" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "vpc_offering_id" INTEGER NOT NULL,
  "service" TEXT NOT NULL,
  "provider" TEXT NOT NULL
);
CREATE INDEX "ix_vpc_offering_service_vpc_offering_id" ON "vpc_offering_service" ("vpc_offering_id" ASC);
CREATE TABLE "zone" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "uuid" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "description" TEXT,
  "network_type" TEXT NOT NULL,
  "allocation_state" TEXT NOT NULL,
  "dns1" TEXT,
  "dns2" TEXT,
  "internal_dns1" TEXT,
  "internal_dns2" TEXT,
  "ip6_dns1" TEXT,
  "ip6_dns2" TEXT,
  "guest_cidr" TEXT,
  "domain" TEXT,
  "domain_id" INTEGER,
  "security_group_enabled" INTEGER NOT NULL,
  "local_storage_enabled" INTEGER NOT NULL,
  "token" TEXT NOT NULL,
  "dhcp_provider" TEXT,
  "dns_search_order" TEXT,
  "mac_address" INTEGER NOT NULL,
  "created" INTEGER NOT NULL,
  "removed" INTEGER,
  "version" INTEGER NOT NULL,
  CONSTRAINT "fk_zone_domain_id" FOREIGN KEY ("domain_id") REFERENCES "domain" ("id")
);
CREATE UNIQUE INDEX "ux_zone_uuid" ON "zone" ("uuid" ASC);
CREATE TABLE "zone_detail" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "zone_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "value" TEXT NOT NULL
);
CREATE INDEX "ix_zone_detail_zone_id" ON "zone_detail" ("zone_id" ASC);
