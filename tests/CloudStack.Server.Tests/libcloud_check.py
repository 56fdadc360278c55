# Debian's CloudStack driver for Python against a running server: what its users do every day.
import os
import sys

from libcloud.compute.providers import get_driver
from libcloud.compute.types import NodeState, Provider

driver = get_driver(Provider.CLOUDSTACK)(
    key=os.environ["apiKey"], secret=os.environ["secretKey"], secure=False, host="localhost", port=int(sys.argv[1]), path="/client/api")

zone = driver.list_locations()[0]
image = driver.list_images()[0]
size = driver.list_sizes()[0]
network = driver.ex_list_networks()[0]
assert (zone.name, image.name, network.name) == ("Demo", "Debian", "guests")

pair = driver.create_key_pair("laptop")
assert [known.fingerprint for known in driver.list_key_pairs()] == [pair.fingerprint]
assert "PRIVATE KEY" in pair.private_key

node = driver.create_node(name="web1", size=size, image=image, location=zone, networks=[network], ex_keyname="laptop", ex_start_vm=True)
assert node.state == NodeState.RUNNING and node.private_ips, node
assert driver.ex_list_public_ips() == []
assert driver.ex_stop(node) == "Stopped"
assert driver.ex_start(node) == "Running"
assert driver.reboot_node(node)

volume = driver.create_volume(5, "data", location=zone)
assert volume.id in [known.id for known in driver.list_volumes()]
assert driver.attach_volume(node, volume)
assert driver.detach_volume(volume)
assert driver.destroy_volume(volume)

assert driver.ex_limits()["max_instances"] == -1
assert driver.destroy_node(node)
assert driver.delete_key_pair(pair)
assert driver.list_key_pairs() == []
print("done")
